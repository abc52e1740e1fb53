/** What the model has a weight column for. Two tables: abuse has more buckets, since its words are rarer. */
import { CATEGORIES, INTENT_FLAGS, INTENTS, REGISTRATIONS } from '../../core/moderation/verdict.ts';

/** The ten categories, and `offensive` in general: what foreign labels say, a feature for insult, hate and threat. */
const ABUSE_COLUMNS = [...CATEGORIES, 'offensive'] as const;

export const LANGUAGE_COLUMNS = ['sv', 'nb', 'nn', 'da', 'en', 'fi', 'de'] as const;

const SORT_COLUMNS: readonly string[] = [
  ...INTENTS.map((intent) => `intent:${intent}`),
  ...INTENT_FLAGS.map((flag) => `flag:${flag}`),
  ...REGISTRATIONS.map((registration) => `registration:${registration}`),
  'needsAnswer',
  ...LANGUAGE_COLUMNS.map((language) => `language:${language}`),
];

export const TABLES = [
  { name: 'abuse', columns: ABUSE_COLUMNS as readonly string[], bits: 18 },
  { name: 'sort', columns: SORT_COLUMNS, bits: 17 },
] as const;
