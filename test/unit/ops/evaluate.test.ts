/** Evaluating other people's sets: the layout, label names, what cannot be read, and errors that help. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { run } from '../../../ops/cli/evaluate.ts';
import { measureForeign, readForeign } from '../../../ops/train/foreign.ts';
import { foreignTables } from '../../../ops/train/report-tables.ts';
import { loadTextClassifier } from '../../../workers/classify/load.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'uppsikt-evaluate-'));
afterAll(() => rmSync(home, { recursive: true }));

function writeSet(name: string, lines: readonly string[]): void {
  mkdirSync(path.join(home, name), { recursive: true });
  writeFileSync(path.join(home, name, 'data.jsonl'), `${lines.join('\n')}\n`);
}
const row = (text: string, labels: object, lang = 'sv'): string => JSON.stringify({ text, lang, labels });

async function evaluate(...argv: string[]) {
  const parts: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
  const into = (name: 'stdout' | 'stderr') => ({ write: (text: string) => parts[name].push(text) });
  const code = await run(argv, { stdin: process.stdin, stdout: into('stdout'), stderr: into('stderr') });
  return { code, stdout: parts.stdout.join(''), stderr: parts.stderr.join('') };
}

test('A wrong folder is named, with the layout that was expected', async () => {
  const file = path.join(home, 'file');
  writeFileSync(file, '');
  mkdirSync(path.join(home, 'empty'));
  for (const [dir, sentence] of [
    [path.join(home, 'gone'), 'There is no folder'],
    [file, 'is a file'],
    [path.join(home, 'empty'), 'No data set was found'],
  ] as const) {
    const { code, stdout, stderr } = await evaluate('--data', dir);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('DIR/<set>/data.jsonl');
  }
  expect(await evaluate('--data')).toMatchObject({ code: 2, stderr: expect.stringContaining('usage') });
});

test('Sets, languages and label names of others are measured, and bad lines counted', async () => {
  writeSet('theirs', [
    row('Du är en jävla idiot', { toxic: 1 }),
    row('Vilken fin park ni har gjort', { toxic: 0 }),
    row('Du er en jævla idiot', { toxic: 1 }, 'nb'),
    row('Takk for fin service på biblioteket', { toxic: 0 }, 'nb'),
    'not json',
    '{"lang":"sv"}',
  ]);
  writeSet('clean', [row('Badhuset öppnar klockan tio.', { clean: 1 })]);
  writeSet('tones', [row('Hurra', { joy: 1 })]);
  writeSet('dkhate', [row('sådan', { off: 0 }, 'da')]);
  const sets = readForeign(home);
  expect(sets.map(({ name, rows, bad }) => [name, rows.length, bad])).toEqual([
    ['clean', 1, 0],
    ['theirs', 4, 2],
  ]);
  const measured = measureForeign(sets, await loadTextClassifier());
  expect(measured.categories).toMatchObject([
    { set: 'theirs sv', task: 'offensive', rows: 2, positives: 1, precision: 1, recall: 1, f1: 1, auc: 1 },
    { set: 'theirs nb', task: 'offensive', rows: 2, positives: 1, precision: 1, recall: 1, f1: 1, auc: 1 },
  ]);
  expect(measured.clean).toEqual([{ set: 'clean sv', rows: 1, flagged: 0 }]);
  expect(foreignTables(measured)).toContain('| theirs sv | offensive | 2 | 1 |');
});
