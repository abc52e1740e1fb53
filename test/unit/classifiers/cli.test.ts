import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { CATEGORIES } from '../../../core/moderation/verdict.ts';
import { run } from '../../../ops/cli/classify.ts';
import { linesOf } from '../../../ops/cli/lines.ts';

async function classify(argv: string[], input: string): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const stdout = { write: (text: string) => (out += text) };
  const stderr = { write: (text: string) => (err += text) };
  const code = await run(argv, { stdin: Readable.from([input]), stdout, stderr });
  return { code, out, err };
}

test('Every line in has one line out, in order, bad lines in their place', async () => {
  const input = [
    '{"id":"a","text":"Du är en jävla idiot"}',
    'not json',
    '{"id":3}',
    '{"text":"Tack!","lang":"sv"}',
  ].join('\n');
  const { code, out } = await classify([], input);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatchObject({ id: 'a', lang: 'sv', decision: 'flag' });
  expect(lines[0].verdicts.map(({ category }: { category: string }) => category)).toEqual([...CATEGORIES]);
  expect(lines[1]).toMatchObject({ line: 2, error: expect.any(String) });
  expect(lines[2]).toMatchObject({ line: 3, error: expect.any(String) });
  expect(lines[3]).toMatchObject({ lang: 'sv', decision: 'none', intent: { class: 'praise' } });
  expect(lines[3]).not.toHaveProperty('id');
});

test('An explanation names the words', async () => {
  const { code, out } = await classify(['--explain', 'Du är en jävla idiot'], '');
  expect(code).toBe(0);
  expect(out).toContain('idiot');
  expect(out).toContain('insult');
});

test.each([
  [['--nonsense']],
  [['--policy']],
  [['--policy', '/no/such/file']],
])('Wrong usage ends with 2: %j', async (argv) => {
  const { code, err } = await classify(argv, '');
  expect(code).toBe(2);
  expect(err).toContain('usage');
});

test('The strict policy hides a threat that two signals agree on', async () => {
  const { out } = await classify(
    ['--policy', 'strict'],
    '{"text":"Jag ska döda dig din jävel, vi vet var du bor"}',
  );
  expect(JSON.parse(out).decision).toBe('hide');
});

test('Lines are found wherever the chunks are cut', async () => {
  const texts = ['Hej på er', 'Å nei, så dårlig', 'a\u2028b', '👍🏽 bra'];
  const bytes = Buffer.from(`${texts.map((text) => JSON.stringify(text)).join('\r\n')}\n\n"last"`);
  const expected = [...texts.map((text) => JSON.stringify(text)), '', '"last"'];
  for (const size of [1, 2, 3, 7, 1000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    const lines: string[] = [];
    for await (const some of linesOf(Readable.from(chunks))) lines.push(...some);
    expect(lines).toEqual(expected);
  }
});

test('A byte order mark before the first line is no part of it', async () => {
  const { out } = await classify([], '\ufeff{"id":"å","text":"Hej"}\r\n{"id":2,"text":"\ufeffHej"}\n');
  const ids = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).id);
  expect(ids).toEqual(['å', 2]);
});
