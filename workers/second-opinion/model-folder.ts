/** The folder of a local model, proven before anything is started with it. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readMapping } from './scores.ts';

export const MODEL_FILES = ['model.onnx', 'tokenizer.json', 'config.json', 'labels.json'] as const;

const isFile = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size > 0;
};

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function faultOfLabels(config: unknown, labels: unknown): string | null {
  const theirs = isObject(config) ? config.id2label : null;
  if (!isObject(theirs) || Object.keys(theirs).length === 0) return 'its config.json has no id2label';
  try {
    const ours = readMapping(labels);
    const known = Object.values(theirs).some((label) => ours.has(String(label)));
    return known ? null : "its labels.json names none of the model's labels";
  } catch {
    return 'its labels.json must be an object of a label and one of our categories, or null, each';
  }
}

interface OpinionFolder {
  readonly SECOND_OPINION: string;
  readonly SECOND_OPINION_FOLDER?: string | undefined;
}

/** What is wrong with the settings' folder, where they want one, named by its setting; null: nothing. */
export function faultOfOpinionFolder(settings: OpinionFolder): string | null {
  const { SECOND_OPINION: kind, SECOND_OPINION_FOLDER: folder } = settings;
  const fault = kind === 'model' && folder !== undefined ? faultOfModelFolder(folder) : null;
  return fault === null ? null : `SECOND_OPINION_FOLDER: ${fault}`;
}

/** Why the folder holds no model that can be asked; null: it does. The sentence does not repeat the path. */
export function faultOfModelFolder(folder: string): string | null {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 'is no folder';
  const missing = MODEL_FILES.filter((name) => !isFile(path.join(folder, name)));
  if (missing.length > 0) return `lacks ${missing.join(', ')}`;
  const read = (name: (typeof MODEL_FILES)[number]) => parsed(path.join(folder, name));
  const broken = (['tokenizer.json', 'config.json', 'labels.json'] as const).filter(
    (name) => !isObject(read(name)),
  );
  if (broken.length > 0) return `holds no JSON object in ${broken.join(', ')}`;
  return faultOfLabels(read('config.json'), read('labels.json'));
}
