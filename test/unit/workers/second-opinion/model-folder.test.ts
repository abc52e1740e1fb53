import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { faultOfModelFolder, faultOfOpinionFolder } from '../../../../workers/second-opinion/model-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uppsikt-model-'));
  put('model.onnx', 'x');
  put('tokenizer.json', '{}');
  put('config.json', '{"id2label":{"0":"toxic"}}');
  put('labels.json', '{"toxic":"insult","other":null}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: string) => writeFileSync(join(folder, name), content);

describe('the folder of a model', () => {
  test('A folder that holds everything is right', () => {
    expect(faultOfModelFolder(folder)).toBeNull();
  });
  test('What is missing or empty is named, all of it', () => {
    rmSync(join(folder, 'config.json'));
    put('model.onnx', '');
    expect(faultOfModelFolder(folder)).toBe('lacks model.onnx, config.json');
  });
  test.each([
    ['tokenizer.json', '{', /tokenizer\.json/u],
    ['config.json', '{}', /id2label/u],
    ['config.json', '{"id2label":{"0":"LABEL_0"}}', /none of the model's labels/u],
    ['labels.json', '[]', /labels\.json/u],
    ['labels.json', '{"toxic":"rudeness"}', /one of our categories/u],
  ])('A %s that reads %s is named', (name, content, words) => {
    put(name, content);
    expect(faultOfModelFolder(folder)).toMatch(words);
  });
  test('Only where a local model is wanted is the folder looked at, and its path is not repeated', () => {
    const settings = { SECOND_OPINION_FOLDER: '/gone/away' };
    expect(faultOfOpinionFolder({ ...settings, SECOND_OPINION: 'off' })).toBeNull();
    expect(faultOfOpinionFolder({ ...settings, SECOND_OPINION: 'model' })).toBe(
      'SECOND_OPINION_FOLDER: is no folder',
    );
  });
});
