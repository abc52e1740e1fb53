import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** The folders of all code. */
export const ROOMS = [
  'core',
  'connectors',
  'classifiers',
  'documents',
  'server',
  'workers',
  'client/src',
  'ops',
  'test',
];

/** A parsed file and its name as a person types it. */
export interface Source {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

/** The TypeScript files under `folders`, parsed with parents set; a folder that is not there yet is empty. */
export function readSources(baseDir: string, folders: readonly string[]): Source[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: baseDir })).sort();
  return files.map((file) => parse(baseDir, join(baseDir, file)));
}

function parse(baseDir: string, path: string): Source {
  const text = readFileSync(path, 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true);
  return { file: relative(baseDir, path), tree };
}

/** The line of a node, counted from 1. */
export function lineOf({ tree }: Source, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** Calls `visit` for the node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** What a name was declared with, looked for from `at` outwards; undefined for parameters and imports. */
export function initializerOf(name: string, at: ts.Node): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = at.parent; scope; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find(
        (declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name,
      );
      if (found) return found.initializer;
    }
  }
  return undefined;
}
