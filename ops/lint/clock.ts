/** Pure code is handed the time, its ids and its chance, so that it can be replayed on history. */
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { lineOf, readSources, type Source, walk } from './sources.ts';

export const PURE_IN = ['core', 'classifiers'];
/** Told by its name: everything but the kernel and what reaches the database. */
const isPure = ({ file }: Source): boolean => !file.endsWith('.store.ts') && !file.startsWith('core/kernel/');

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  performance: ['now', 'timeOrigin'],
  process: ['hrtime', 'uptime'],
  Math: ['random'],
  Temporal: ['Now'],
  crypto: ['getRandomValues'],
};
const NAMES = ['randomUUID', 'randomUUIDv7', 'randomBytes', 'randomInt'];
const INSTEAD =
  'Take `now: Date`, the id or the random value as an argument; the caller in a main.ts knows it.';

/** What a node reads that differs from run to run; undefined when it reads nothing of the kind. */
function chanceIn(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const [owner, member] = [node.expression.text, node.name.text];
    const known = Object.hasOwn(MEMBERS, owner) && MEMBERS[owner]?.includes(member);
    if (known || NAMES.includes(member)) return `${owner}.${member}`;
  }
  if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length) return 'new Date()';
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()';
  if (ts.isImportSpecifier(node)) {
    const name = (node.propertyName ?? node.name).text;
    if (NAMES.includes(name)) return name;
  }
  return undefined;
}

const isDate = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === 'Date';

function findIn(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    const what = chanceIn(node);
    if (what !== undefined)
      findings.push({
        file: source.file,
        line: lineOf(source, node),
        what,
        rule: 'pure-code-reads-no-clock',
        instead: INSTEAD,
      });
  });
  return findings;
}

const importsOf = ({ file, tree }: Source): string[] =>
  tree.statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)
      ? [join(dirname(file), statement.moduleSpecifier.text)]
      : [],
  );

/** Pure by name, and what of the kernel these rest on. */
function pureSources(sources: readonly Source[]): Source[] {
  const pure = new Set(sources.filter(isPure));
  const byFile = new Map(sources.map((source) => [source.file, source]));
  for (const source of pure)
    for (const file of importsOf(source)) {
      const imported = byFile.get(file);
      if (imported !== undefined && file.startsWith('core/kernel/')) pure.add(imported);
    }
  return [...pure];
}

/** Every reading of a clock or of chance in the pure files below `baseDir`. */
export function checkClock(baseDir: string): Finding[] {
  return pureSources(readSources(baseDir, PURE_IN)).flatMap(findIn);
}
