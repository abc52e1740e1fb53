/** Reads the cues of minors that ship with the picture classifier. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createMinorCues, type MinorCues } from '../../classifiers/image/index.ts';

const FOLDER = path.join(import.meta.dirname, '../../classifiers/image/cues');

export async function loadMinorCues(): Promise<MinorCues> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.txt')).sort();
  return createMinorCues(await Promise.all(names.map((name) => readFile(path.join(FOLDER, name), 'utf8'))));
}
