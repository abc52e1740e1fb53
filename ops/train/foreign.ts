/**
 * Other people's sets: every folder under DIR with a data.jsonl of `{text, lang?, labels}` that nothing was trained on.
 * They are measured with the shipped weights; their label names are read by the table below.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TextClassifier } from '../../classifiers/text/index.ts';
import { CATEGORIES, isFlagged, LANGUAGES } from '../../core/moderation/verdict.ts';
import type { Tested } from './cross-validate.ts';
import { type CategoryLine, line, readCategory, readOffensive } from './report.ts';
import { SOURCES } from './sources.ts';

export interface ForeignSet {
  /** Path under DIR. */
  readonly name: string;
  readonly rows: readonly ForeignRow[];
  /** Lines that could not be read. */
  readonly bad: number;
}

interface ForeignRow {
  readonly text: string;
  readonly lang: string;
  readonly labels: Readonly<Record<string, number>>;
}

/** Their names for our tasks; our own names stand for themselves. */
const NAMES: Readonly<Record<string, string>> = {
  off: 'offensive',
  toxic: 'offensive',
  toxicity: 'offensive',
  abusive: 'offensive',
  abuse: 'offensive',
  harassment: 'insult',
  insulting: 'insult',
  hateful: 'hate',
  hate_speech: 'hate',
  threatening: 'threat',
  obscene: 'profanity',
  sexual: 'porn',
  spam: 'ads',
  misinformation: 'disinformation',
  pii: 'secrecy',
  ...Object.fromEntries([...CATEGORIES, 'offensive', 'clean'].map((name) => [name, name])),
};

const isOn = (value: unknown): boolean => value === true || Number(value) === 1;

function readLabels(source: unknown): Record<string, number> {
  const labels: Record<string, number> = {};
  if (typeof source !== 'object' || source === null) return labels;
  for (const [name, value] of Object.entries(source)) {
    const task = NAMES[name.toLowerCase()];
    if (task !== undefined) labels[task] = Math.max(labels[task] ?? 0, isOn(value) ? 1 : 0);
  }
  if (labels.clean === 1) for (const task of [...CATEGORIES, 'offensive']) labels[task] ??= 0;
  return labels;
}

function readRow(text: string): ForeignRow | null {
  try {
    const row = JSON.parse(text) as Record<string, unknown>;
    if (typeof row.text !== 'string') return null;
    return {
      text: row.text,
      lang: typeof row.lang === 'string' ? row.lang : 'unknown',
      labels: readLabels(row.labels),
    };
  } catch {
    return null;
  }
}

/** Folders with a data.jsonl, two levels deep; those the weights were trained on are left out. */
export function readForeign(root: string): ForeignSet[] {
  const trained = new Set(SOURCES.map(({ folder }) => folder));
  if (!existsSync(root) || !statSync(root).isDirectory()) return [];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'data.jsonl' && name.split(path.sep).length <= 3)
    .map((name) => path.dirname(name))
    .filter((name) => !trained.has(name))
    .sort();
  return names.flatMap((name) => {
    const lines = readFileSync(path.join(root, name, 'data.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean);
    const rows = lines.map(readRow);
    const read = rows.filter((row) => row !== null);
    // a set whose labels say nothing of our tasks has nothing to be measured on
    if (!read.some(({ labels }) => Object.keys(labels).length > 0)) return [];
    return [{ name, rows: read, bad: rows.length - read.length }];
  });
}

export interface ForeignReport {
  readonly categories: readonly CategoryLine[];
  readonly clean: readonly { readonly set: string; readonly rows: number; readonly flagged: number }[];
}

/** A line per set, language and task that has both kinds of rows, and the share flagged of rows said to be clean. */
export function measureForeign(sets: readonly ForeignSet[], classifier: TextClassifier): ForeignReport {
  const tested = sets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ text, lang, labels }): Tested => {
      const language = LANGUAGES.find((known) => known === lang);
      const result = classifier.classify(text, language ? { language } : {});
      return { example: { text, lang, labels, source: name, group: name, weight: 1 }, result };
    }),
  }));
  const byLang = tested.flatMap(({ name, rows }) =>
    [...Map.groupBy(rows, ({ example }) => example.lang)].map(
      ([lang, langRows]) => [path.basename(name) === lang ? name : `${name} ${lang}`, langRows] as const,
    ),
  );
  const categories = byLang.flatMap(([set, rows]) =>
    [
      line({ set, task: 'offensive' }, rows, readOffensive),
      ...CATEGORIES.map((category) => line({ set, task: category }, rows, readCategory(category))),
    ].filter((figures) => figures !== null),
  );
  const clean = byLang.flatMap(([set, rows]) => {
    const cleanRows = rows.filter(({ example }) => example.labels.clean === 1);
    const flagged = cleanRows.filter(({ result }) => result.verdicts.some(isFlagged)).length;
    return cleanRows.length === 0
      ? []
      : [{ set, rows: cleanRows.length, flagged: flagged / cleanRows.length }];
  });
  return { categories, clean };
}
