/** Pure code is handed the time, its ids and its chance, so that it can be replayed on history. */
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { lineOf, readSources, type Source, walk } from './sources.ts';

/** Where no clock may be read. */
export const CLOCKLESS = [
  'core/domain',
  'core/policy',
  'core/contract',
  'core/evidence',
  'core/records',
  'classifiers',
];

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

/** Every reading of a clock or of chance in the pure folders below `baseDir`. */
export function checkClock(baseDir: string): Finding[] {
  return readSources(baseDir, CLOCKLESS).flatMap(findIn);
}
