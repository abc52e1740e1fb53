/** Reads lexicons, cues and weights from the repository and builds the classifiers. The only place with `fs` for them. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Claim,
  createTextClassifier,
  type GroundsFile,
  type Model,
  parseClaims,
  parseModel,
  type TextClassifier,
  type TextResources,
} from '../../classifiers/text/index.ts';
import type { Country } from '../../core/kernel/platform.ts';
import { LANGUAGES, type Language } from '../../core/moderation/verdict.ts';

const ROOT = path.join(import.meta.dirname, '../../classifiers/text');

const isLanguage = (name: string): name is Language => (LANGUAGES as readonly string[]).includes(name);

/** All `<language>/<name>.txt` files under a folder. */
async function readSources(folder: string): Promise<{ language: Language; name: string; text: string }[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.txt') && isLanguage(path.dirname(name))).sort();
  return Promise.all(
    files.map(async (file) => ({
      language: path.dirname(file) as Language,
      name: path.basename(file, '.txt'),
      text: await readFile(path.join(folder, file), 'utf8'),
    })),
  );
}

const read = (root: string, file: string): Promise<string> => readFile(path.join(root, file), 'utf8');

/** The text files of a folder, one after the other. */
async function readAll(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  return (await Promise.all(names.map((name) => read(folder, name)))).join('\n');
}

const readGrounds = async (country: Country): Promise<GroundsFile> =>
  JSON.parse(await read(ROOT, `grounds/${country}.json`)) as GroundsFile;

/** The shipped weights; null where they were not built, and then the lexicons work alone. */
async function readModel(file: string): Promise<Model | null> {
  if (!existsSync(file)) return null;
  const bytes = await readFile(file);
  return parseModel(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

export const WEIGHTS_FILE = path.join(ROOT, 'model/weights.bin');

/** Everything the text classifier needs. `model: null` leaves the weights out, as training does. */
export async function readTextResources(options: { model?: Model | null } = {}): Promise<TextResources> {
  const [lexicons, cues, functionWords, domains, claims, claimKeys, SE, NO, shipped] = await Promise.all([
    readSources(path.join(ROOT, 'lexicons')),
    readSources(path.join(ROOT, 'cues')),
    read(ROOT, 'cues/function-words.txt'),
    read(ROOT, 'domains/domains.txt'),
    readAll(path.join(ROOT, 'claims/starter')),
    read(ROOT, 'claims/keys.txt'),
    readGrounds('SE'),
    readGrounds('NO'),
    options.model === undefined ? readModel(WEIGHTS_FILE) : options.model,
  ]);
  return { lexicons, cues, functionWords, domains, claims, claimKeys, grounds: { SE, NO }, model: shipped };
}

/** The known false claims that ship. */
export async function readStarterClaims(): Promise<Claim[]> {
  return parseClaims(await readAll(path.join(ROOT, 'claims/starter')));
}

/** The text classifier as it ships, built once per process by the caller. */
export async function loadTextClassifier(): Promise<TextClassifier> {
  const resources = await readTextResources();
  const classifier = createTextClassifier(resources);
  // it has its own copy of the weights: the file's bytes are given back at once
  const bytes = resources.model?.tables[0]?.weights.buffer;
  if (bytes instanceof ArrayBuffer) bytes.transfer(0);
  return classifier;
}
