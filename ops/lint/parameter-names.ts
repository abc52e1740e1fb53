/** A parameter is called by its noun: words that only point make the reader look up what they point at. */
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { lineOf, readSources, type Source, walk } from './sources.ts';

export const NOUNS_IN = [
  'core',
  'connectors',
  'classifiers',
  'documents',
  'server',
  'workers',
  'client/src',
  'ops',
];

const POINTING = ['one', 'its', 'own', 'what', 'how', 'by', 'given', 'about'];
const INSTEAD =
  'Name the thing: `(item) => item.id` for `(one) => one.id`, `author` for `by`, `options` for `how`. ' +
  '`own` may be the flag that tells our comments from visitors’, with the type boolean.';

const isFlag = ({ type }: ts.ParameterDeclaration, tree: ts.SourceFile): boolean =>
  type !== undefined && /\bboolean\b/u.test(type.getText(tree));

/** The name of a parameter that only points; undefined for every other node. */
function pointingName(node: ts.Node, tree: ts.SourceFile): string | undefined {
  if (!ts.isParameter(node) || !ts.isIdentifier(node.name)) return undefined;
  const { text } = node.name;
  if (!POINTING.includes(text) || (text === 'own' && isFlag(node, tree))) return undefined;
  return text;
}

function findIn(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    const name = pointingName(node, source.tree);
    if (name !== undefined)
      findings.push({
        file: source.file,
        line: lineOf(source, node),
        what: `a parameter called ${name}`,
        rule: 'parameters-are-nouns',
        instead: INSTEAD,
      });
  });
  return findings;
}

/** Every parameter below `baseDir` whose name says nothing. */
export function checkParameterNames(baseDir: string): Finding[] {
  return readSources(baseDir, NOUNS_IN).flatMap(findIn);
}
