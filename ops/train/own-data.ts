/** The labelled comments written for this project: classifiers/data/<lang>/*.jsonl. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATEGORIES, INTENT_FLAGS, INTENTS, REGISTRATIONS } from '../../core/moderation/verdict.ts';
import type { Example } from './sources.ts';

export interface OwnRow {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  /** One brief: a persona, a place, a mood. */
  readonly author: string;
  /** Who wrote it, in how many briefs ever: habits of a hand go through all of them. */
  readonly hand: string;
  readonly theme: string;
  readonly categories: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly hardNegativeFor: readonly string[];
  readonly intent: string;
  readonly flags: readonly string[];
  readonly registration: string;
  readonly needsAnswer: boolean;
}

const OWN_DATA = path.join(import.meta.dirname, '../../classifiers/data');

export function readOwn(root: string = OWN_DATA): OwnRow[] {
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true }) as string[];
  return files
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readFileSync(path.join(root, file), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as OwnRow);
}

export function toExample(row: OwnRow): Example {
  const labels: Record<string, number> = {};
  for (const category of CATEGORIES) labels[category] = row.categories.includes(category) ? 1 : 0;
  const offence = ['insult', 'hate', 'threat', 'profanity'].some((category) =>
    row.categories.includes(category),
  );
  labels.offensive = offence ? 1 : 0;
  for (const intent of INTENTS) labels[`intent:${intent}`] = row.intent === intent ? 1 : 0;
  for (const flag of INTENT_FLAGS) labels[`flag:${flag}`] = row.flags.includes(flag) ? 1 : 0;
  for (const name of REGISTRATIONS) labels[`registration:${name}`] = row.registration === name ? 1 : 0;
  labels.needsAnswer = row.needsAnswer ? 1 : 0;
  return { text: row.text, lang: row.lang, labels, source: 'own', group: row.hand, weight: 3 };
}
