/** What each public data set's labels say about our columns. Data sets are read where they are; a missing one is named. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATEGORIES } from '../../core/moderation/verdict.ts';

/** One training text. `labels`: column -> 1 or 0; a column that is not named was not labelled. */
export interface Example {
  readonly text: string;
  readonly lang: string;
  readonly labels: Readonly<Record<string, number>>;
  readonly source: string;
  /** Cross-validation keeps a group together. */
  readonly group: string;
  readonly weight: number;
  /** Harsh but lawful words about the municipality. */
  readonly isCriticism?: boolean;
  /** Written around the words of a lexicon: to train on, and no measure of how often people send such. */
  readonly isEveryday?: boolean;
}

interface Row {
  readonly id: unknown;
  readonly text: string;
  readonly lang: string;
  readonly split?: string;
  readonly labels: Readonly<Record<string, string | number>>;
}

type Labels = Record<string, number>;
type Mapping = (row: Row) => Labels | null;

export const OFFENSIVE = ['insult', 'hate', 'threat', 'profanity', 'porn', 'violence'] as const;
const noOffence = (): Labels => Object.fromEntries([...OFFENSIVE, 'offensive'].map((column) => [column, 0]));
const clean = (): Labels => Object.fromEntries([...CATEGORIES, 'offensive'].map((column) => [column, 0]));
const offensive =
  (label: string): Mapping =>
  (row) =>
    Number(row.labels[label]) === 1 ? { offensive: 1 } : noOffence();

interface Source {
  readonly folder: string;
  readonly weight: number;
  /** Only every n-th row, where a set is much larger than the rest. */
  readonly every?: number;
  readonly map: Mapping;
}

const germeval: Mapping = (row) => {
  const fine = { ABUSE: 'hate', INSULT: 'insult', PROFANITY: 'profanity' }[String(row.labels.fine)];
  return fine === undefined ? noOffence() : { offensive: 1, [fine]: 1 };
};
const davidson: Mapping = (row) => {
  if (row.labels.cls === 'hate') return { offensive: 1, hate: 1 };
  return row.labels.cls === 'offensive' ? { offensive: 1, profanity: 1, threat: 0 } : noOffence();
};
const edos: Mapping = (row) => {
  const vector = String(row.labels.vector);
  const threat = Number(row.labels.threat);
  if (Number(row.labels.sexist) === 0) return { threat: 0 };
  return { threat, offensive: 1, ...(/^2\.2|^3\.1/.test(vector) ? { insult: 1 } : {}) };
};
const openai: Mapping = ({ labels }) => {
  const on = (name: string): number => (Number(labels[name]) === 1 ? 1 : 0);
  const any = Object.values(labels).some((value) => Number(value) === 1);
  if (!any) return clean();
  return {
    porn: on('S'),
    hate: on('H'),
    violence: on('V2') || on('V'),
    insult: on('HR'),
    ...(on('H') || on('HR') ? { offensive: 1 } : {}),
  };
};
const spam: Mapping = (row) => ({ ads: Number(row.labels.spam) });

/** In the order of classifiers.md. CC0, CC-BY, CC-BY-SA, MIT, Apache; named in the model card. */
export const SOURCES: readonly Source[] = [
  { folder: 'dkhate', weight: 1.5, map: offensive('off') },
  { folder: 'germeval2018', weight: 1, map: germeval },
  { folder: 'davidson', weight: 0.5, every: 8, map: davidson },
  { folder: 'edos', weight: 0.5, every: 5, map: edos },
  { folder: 'hatemoji', weight: 0.4, every: 3, map: (row) => ({ hate: Number(row.labels.hate) }) },
  { folder: 'stormfront', weight: 0.4, every: 4, map: (row) => ({ hate: Number(row.labels.hate) }) },
  { folder: 'surge_toxicity', weight: 1, map: offensive('toxic') },
  { folder: 'openai_moderation_eval', weight: 1, map: openai },
  { folder: 'sms_spam', weight: 0.7, every: 2, map: spam },
  { folder: 'youtube_spam', weight: 1, map: spam },
  { folder: 'ud_nb', weight: 1, map: clean },
  { folder: 'ud_da_ddt', weight: 0.5, map: clean },
  { folder: 'ud_fi_tdt', weight: 0.5, every: 2, map: clean },
  { folder: 'superlim_argumentation', weight: 1, map: clean },
  { folder: 'superlim_absabank_imm', weight: 0.3, every: 3, map: clean },
  { folder: 'brighter_sv', weight: 0.5, map: clean },
  { folder: 'ee_europarl', weight: 0.3, map: clean },
  { folder: 'ee_lcc', weight: 0.3, map: clean },
  { folder: 'wiki_toxicity_fuzz', weight: 0.5, map: offensive('toxic') },
];

/** Sets of ordinary text: they have nothing to find, so their labels are the weights' business and no habit of the set. */
export const ORDINARY: ReadonlySet<string> = new Set(
  SOURCES.filter(({ map }) => map === clean).map(({ folder }) => folder),
);

/** Written for this project, or translated from it. */
export const isOwn = ({ source }: Pick<Example, 'source'>): boolean =>
  source === 'own' || source === 'translated';

/** Of the ordinary comments, those of authors with an odd number set the points; the others measure what came of it. */
export const setsPoints = ({ group }: Pick<Example, 'group'>): boolean => /[13579]$/.test(group);

function readRows(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

export interface PublicData {
  readonly examples: Example[];
  readonly missing: string[];
}

export function readPublic(root: string, limit = 1): PublicData {
  const examples: Example[] = [];
  const missing: string[] = [];
  for (const { folder, weight, every = 1, map } of SOURCES) {
    const file = path.join(root, folder, 'data.jsonl');
    if (!existsSync(file)) {
      missing.push(folder);
      continue;
    }
    readRows(file).forEach((row, index) => {
      if (index % (every * limit) !== 0) return;
      const labels = map(row);
      if (labels === null) return;
      examples.push({
        text: row.text,
        lang: row.lang,
        labels,
        source: folder,
        group: `${folder}:${row.split ?? ''}:${index}`,
        weight,
      });
    });
  }
  return { examples, missing };
}
