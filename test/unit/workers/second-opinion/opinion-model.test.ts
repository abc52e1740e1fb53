/** A real ONNX model, made by the test, through the real runtime and tokenizer in a thread of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createModel } from '../../../../workers/second-opinion/model.ts';
import { fitted, mostTokens, toShares } from '../../../../workers/second-opinion/model-input.ts';
import { readMapping, toOurs } from '../../../../workers/second-opinion/scores.ts';
import { type TinyOptions, writeTinyModel } from '../../../support/tiny-onnx.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'uppsikt-onnx-'));
const folder = writeTinyModel(path.join(home, 'tiny'));
afterAll(() => rmSync(home, { recursive: true }));

test('The model’s answer is read in our categories and signed with its files', async () => {
  const model = createModel({ folder, timeoutMs: 20_000 });
  try {
    expect(await model.ask('Idiot')).toEqual({
      ok: true,
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      categories: [{ category: 'insult', score: 1 }],
    });
    expect(await model.ask('slå')).toMatchObject({ categories: [{ category: 'threat', score: 1 }] });
    expect(await model.ask('badhuset öppnar klockan tio')).toMatchObject({ ok: true, categories: [] });
    expect(model.name).toBe('tiny');
  } finally {
    await model.close();
  }
}, 60_000);

test('An empty text costs an answer, not the thread', async () => {
  const model = createModel({ folder, timeoutMs: 20_000 });
  try {
    expect(await model.ask('')).toMatchObject({ ok: true, categories: [] });
    expect(await model.ask('idiot')).toMatchObject({ ok: true, categories: [{ category: 'insult' }] });
  } finally {
    await model.close();
  }
}, 60_000);

test('The time limit ends the thread, and the next text gets a new one', async () => {
  const hurried = createModel({ folder, timeoutMs: 300 });
  expect(await hurried.ask('idiot '.repeat(2_000_000))).toEqual({ ok: false, cause: 'timeout' });
  expect(await hurried.ask('idiot')).toMatchObject({ ok: true });
  await hurried.close();
}, 60_000);

/** The one answer of a model with these files. */
async function answerOf(name: string, text: string, options: TinyOptions) {
  const model = createModel({ folder: writeTinyModel(path.join(home, name), options), timeoutMs: 20_000 });
  try {
    return await model.ask(text);
  } finally {
    await model.close();
  }
}

test('A text that is too long keeps the token that ends it', async () => {
  const lengths = { config: { max_position_embeddings: 4 } };
  const answer = await answerOf('closing', 'en två tre fyra fem sex', { closing: 40, ...lengths });
  expect(answer).toMatchObject({ ok: true, categories: [{ category: 'insult' }] });
  const plain = await answerOf('plain', 'en två tre fyra idiot', lengths);
  expect(plain).toMatchObject({ ok: true, categories: [] });
}, 60_000);

test('The tokenizer’s own limit counts before the positions', async () => {
  const more = { 'tokenizer_config.json': { model_max_length: 4 } };
  const text = `en två tre fyra ${'idiot '.repeat(50)}`;
  expect(await answerOf('limited', text, { more })).toMatchObject({ ok: true, categories: [] });
  expect(await answerOf('unlimited', text, {})).toMatchObject({ categories: [{ category: 'insult' }] });
}, 60_000);

test('A single score is no share of itself', async () => {
  const single = { single: true, config: { problem_type: 'single_label_classification' } };
  expect(await answerOf('single', 'badhuset öppnar', single)).toMatchObject({ ok: true, categories: [] });
  expect(await answerOf('single', 'idiot', single)).toMatchObject({ categories: [{ category: 'insult' }] });
}, 60_000);

test('A text may be as long as the model says, and 512 tokens where it says nothing', () => {
  expect(mostTokens({ max_position_embeddings: 514 })).toBe(512);
  expect(mostTokens({ max_position_embeddings: 514, model_max_length: 512 })).toBe(512);
  expect(mostTokens({ max_position_embeddings: 514, model_max_length: 1e30 })).toBe(512);
  expect(mostTokens({ max_position_embeddings: 8192, model_max_length: 8192 })).toBe(8192);
  expect(mostTokens({ max_position_embeddings: 128, model_max_length: 512 })).toBe(128);
  expect(mostTokens({})).toBe(512);
  expect(fitted([1, 2, 3], 3, 3)).toEqual([1, 2, 3]);
  expect(fitted([1, 2, 3, 4], 3, 4)).toEqual([1, 2, 4]);
  expect(fitted([1, 2, 3, 4], 3, null)).toEqual([1, 2, 3]);
  expect(toShares([2, 2], false)).toEqual([0.5, 0.5]);
});

test('A file that is no model is a broken answer', async () => {
  const broken = writeTinyModel(path.join(home, 'broken'));
  writeFileSync(path.join(broken, 'model.onnx'), 'not a model');
  const model = createModel({ folder: broken, timeoutMs: 20_000 });
  expect(await model.ask('idiot')).toEqual({ ok: false, cause: 'broken-answer' });
  await model.close();
}, 60_000);

test('A folder without one of the files is refused at once', () => {
  expect(() => createModel({ folder: home, timeoutMs: 1000 })).toThrow(/model\.onnx/);
});

test('A mapping names our categories, keeps the strongest, and drops what is weak or unknown', () => {
  const mapping = readMapping({ hate: 'hate', 'hate/threatening': 'hate', illicit: null });
  const scores = { hate: 0.6, 'hate/threatening': 0.9, illicit: 1, other: 1 };
  expect(toOurs(scores, mapping)).toEqual([{ category: 'hate', score: 0.9 }]);
  expect(toOurs({ hate: 0.4 }, mapping)).toEqual([]);
  expect(() => readMapping({ x: 'rudeness' })).toThrow(/rudeness/);
});
