/** The name of a test stands alone in a report, so it must be a whole sentence without its `describe`. */
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { lineOf, readSources, type Source, walk } from './sources.ts';

/** Where every name is a sentence; the fixtures of lint hold names that are none. */
const NAMED = ['test/unit', 'test/conformance', 'test/integration', 'test/e2e', 'test/faults'];

const TEST_FUNCTIONS = ['test', 'it'];
const MIN_WORDS = 3;
/** Where jest puts a datum: `%s`, `%#`, `$name`, `$user.name`. */
const DATUM = /%[a-z#$%]|\$[a-z_#][\w.]*/giu;
const INSTEAD =
  'Write a sentence with a subject that says what holds: "A late edit finds its place", ' +
  'and around a datum "The hour %s of a holiday does not count".';

/** What keeps a name from being a sentence; undefined when nothing does. */
export function faultOf(name: string): string | undefined {
  const [first = ''] = name.split(/\s+/u);
  const words = name
    .replaceAll(DATUM, ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\d]/u.test(word));
  if (words.length === 0) return 'holds nothing but a datum';
  if (/^\p{Ll}/u.test(first) && !isCode(first)) return 'begins with a small letter';
  if (words.length < MIN_WORDS) return `has fewer than ${MIN_WORDS} words`;
  return undefined;
}

/** A file, an option or an identifier may begin a sentence as it is written. */
const isCode = (word: string): boolean => /[\p{Lu}\d\-_./`]/u.test(word.replace(/[.,:;]+$/u, ''));

/** `test` or `it`, whatever follows it: `test.skip`, `test.each(rows)`, `test.each` with a table. */
function isOfTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return TEST_FUNCTIONS.includes(callee.text);
  if (ts.isTaggedTemplateExpression(callee)) return isOfTest(callee.tag);
  return (
    (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) && isOfTest(callee.expression)
  );
}

const takesTable = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) && callee.name.text === 'each';

/** The expression that names a test; undefined where the node is no test. */
function nameIn(node: ts.Node): ts.Expression | undefined {
  const isTest = ts.isCallExpression(node) && isOfTest(node.expression) && !takesTable(node.expression);
  return isTest ? node.arguments[0] : undefined;
}

/** The name as jest gets it, with a datum for each part that is computed. */
function textOf(name: ts.Expression): string {
  if (ts.isStringLiteralLike(name)) return name.text;
  if (!ts.isTemplateExpression(name)) return '%s';
  return name.head.text + name.templateSpans.map(({ literal }) => `%s${literal.text}`).join('');
}

function findIn(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    const name = nameIn(node);
    const fault = name && faultOf(textOf(name));
    if (name && fault !== undefined)
      findings.push({
        file: source.file,
        line: lineOf(source, name),
        what: `${name.getText(source.tree)} ${fault}`,
        rule: 'test-names-are-sentences',
        instead: INSTEAD,
      });
  });
  return findings;
}

/** Every name of a test below `baseDir` that is no sentence. */
export function checkTestNames(baseDir: string): Finding[] {
  return readSources(baseDir, NAMED).flatMap(findIn);
}
