/** The named facts of a text that the model weighs beside the n-grams: findings, cues, signals. Each lies in 0..1. */
import { CATEGORIES, type Category, INTENT_FLAGS, INTENTS } from '../../../core/moderation/verdict.ts';
import { type CueHit, type Draft, type Finding, STRENGTHS } from '../draft/draft.ts';
import { hashOf } from '../match/vocabulary.ts';
import { SHAPE, shapeOf } from './shape.ts';

const CUES = [
  'you',
  'you-all',
  'person',
  'municipality',
  'negation',
  'report',
  'condemn',
  'fiction',
  'health',
  'own',
  'doubt',
] as const;
/** Word fields of cues/<lang>/topics.txt, and the pairs of them that mean more than their parts. */
export const TOPICS = [
  'weapon',
  'harm',
  'menace',
  'clip',
  'gloat',
  'work',
  'crack',
  'price',
  'contact',
  'sell',
  'group',
  'derog',
  'expel',
  'scare',
  'plot',
  'private',
  'kin',
  'accuse',
  'belittle',
  'sexual',
  'swear',
] as const;
const PAIRS = [
  ['weapon', 'menace'],
  ['harm', 'menace'],
  ['harm', 'clip'],
  ['harm', 'gloat'],
  ['clip', 'gloat'],
  ['work', 'crack'],
  ['price', 'contact'],
  ['sell', 'price'],
  ['sell', 'contact'],
  ['group', 'derog'],
  ['group', 'expel'],
  ['group', 'harm'],
  ['scare', 'plot'],
  ['scare', 'harm'],
  ['private', 'kin'],
  ['accuse', 'kin'],
  ['sexual', 'contact'],
  ['sexual', 'clip'],
  ['belittle', 'swear'],
  ['weapon', 'harm'],
] as const;
const LANGUAGES = ['sv', 'nb', 'nn', 'da', 'en', 'fi'] as const;
const REGISTRATIONS = ['action', 'case', 'existing'] as const;
export const DENSE_FEATURES: readonly string[] = [
  ...CATEGORIES.flatMap((category) =>
    ['weak', 'suspect', 'strong', 'two'].map((step) => `${category}:${step}`),
  ),
  ...CUES.map((cue) => `cue:${cue}`),
  ...CATEGORIES.flatMap((category) => ['you', 'municipality', 'report'].map((cue) => `${category}&${cue}`)),
  ...TOPICS.flatMap((topic) => [`topic:${topic}`, `topic:${topic}:more`]),
  ...PAIRS.map(([a, b]) => `pair:${a}+${b}`),
  ...['you', 'you-all', 'person'].flatMap((cue) =>
    ['harm', 'menace', 'belittle', 'accuse', 'private', 'sexual'].map((topic) => `${topic}&${cue}`),
  ),
  ...INTENTS.map((intent) => `intent:${intent}`),
  ...INTENT_FLAGS.map((flag) => `flag:${flag}`),
  ...REGISTRATIONS.map((registration) => `reg:${registration}`),
  ...SHAPE.map((shape) => `shape:${shape}`),
  ...LANGUAGES.map((language) => `language:${language}`),
];
const INDEX = new Map(DENSE_FEATURES.map((name, index) => [name, index]));

/** Where a feature stands among them; -1 where there is none of that name. */
export const featureIndex = (name: string): number => INDEX.get(name) ?? -1;
/** Sets a feature by its index; -1 is none. */
type Setter = (feature: number, value?: number) => void;

const SHAPE_AT = Object.fromEntries(
  SHAPE.map((shape) => [shape, featureIndex(`shape:${shape}`)]),
) as Readonly<Record<(typeof SHAPE)[number], number>>;

const count = (hits: readonly CueHit[], value: string): number =>
  Math.min(1, hits.reduce((sum, hit) => sum + (hit.value === value ? hit.severity : 0), 0) / 4);

/** More words of a field than this add nothing; `topic:…:more` is how many there are beyond the first, of so many less one. */
export const MAX_FIELD_WORDS = 4;
/** The words of each field, by their hashes: `MAX_FIELD_WORDS` places a field, and how many of them are taken. */
const fieldWords = new Int32Array(TOPICS.length * MAX_FIELD_WORDS);
const fieldCounts = new Uint8Array(TOPICS.length);

/** Counts how many different words of each field a text has. */
function countTopics({ cues, words }: Draft): void {
  fieldCounts.fill(0);
  for (const { value, first } of cues.get('topic') ?? []) {
    const topic = TOPIC_AT.get(value ?? '');
    if (topic !== undefined) addWord(topic, hashOf(words, first));
  }
}

function addWord(topic: number, word: number): void {
  const begin = topic * MAX_FIELD_WORDS;
  const end = begin + (fieldCounts[topic] ?? 0);
  if (end === begin + MAX_FIELD_WORDS) return;
  for (let i = begin; i < end; i += 1) if (fieldWords[i] === word) return;
  fieldWords[end] = word;
  fieldCounts[topic] = end - begin + 1;
}

const ADDRESSED = ['you', 'you-all', 'person'] as const;
const TOPIC_AT = new Map<string, number>(TOPICS.map((topic, at) => [topic, at]));
const TOPIC_FEATURES = TOPICS.map((topic) => ({
  first: featureIndex(`topic:${topic}`),
  more: featureIndex(`topic:${topic}:more`),
  addressed: ADDRESSED.map((cue) => featureIndex(`${topic}&${cue}`)),
}));
const PAIR_FEATURES = PAIRS.map(([a, b]) => ({
  a: TOPICS.indexOf(a),
  b: TOPICS.indexOf(b),
  pair: featureIndex(`pair:${a}+${b}`),
}));

function setTopics(draft: Draft, set: Setter): void {
  if (!draft.cues.has('topic')) return;
  countTopics(draft);
  const isAddressed = ADDRESSED.map((cue) => draft.cues.has(cue));
  TOPIC_FEATURES.forEach(({ first, more, addressed }, topic) => {
    const count = fieldCounts[topic] ?? 0;
    if (count === 0) return;
    set(first);
    set(more, (count - 1) / (MAX_FIELD_WORDS - 1));
    addressed.forEach((feature, i) => {
      if (isAddressed[i]) set(feature);
    });
  });
  for (const { a, b, pair } of PAIR_FEATURES) if (fieldCounts[a] !== 0 && fieldCounts[b] !== 0) set(pair);
}

const STEPS = ['weak', 'suspect', 'strong'] as const;

/** Findings per category and strength. */
function countFindings(findings: readonly Finding[]): Map<Category, number[]> {
  const counts = new Map<Category, number[]>();
  for (const { category, strength } of findings) {
    const byStep = counts.get(category) ?? [0, 0, 0];
    const step = STRENGTHS.indexOf(strength);
    byStep[step] = (byStep[step] ?? 0) + 1;
    counts.set(category, byStep);
  }
  return counts;
}

const FINDING_CUES = ['you', 'municipality', 'report'] as const;
const CATEGORY_FEATURES = new Map(
  CATEGORIES.map((category) => [
    category,
    {
      steps: STEPS.map((step) => featureIndex(`${category}:${step}`)),
      two: featureIndex(`${category}:two`),
      cues: FINDING_CUES.map((cue) => featureIndex(`${category}&${cue}`)),
    },
  ]),
);
const CUE_FEATURES = CUES.map((cue) => [cue, featureIndex(`cue:${cue}`)] as const);
const INTENT_FEATURES = INTENTS.map((intent) => [intent, featureIndex(`intent:${intent}`)] as const);
const FLAG_FEATURES = INTENT_FLAGS.map((flag) => [flag.toLowerCase(), featureIndex(`flag:${flag}`)] as const);
const REGISTRATION_FEATURES = REGISTRATIONS.map((name) => [name, featureIndex(`reg:${name}`)] as const);
const LANGUAGE_FEATURES = new Map<string, number>(
  LANGUAGES.map((language) => [language, featureIndex(`language:${language}`)]),
);

function setFindings({ findings, cues }: Draft, set: Setter): void {
  for (const [category, counts] of countFindings(findings)) {
    const features = CATEGORY_FEATURES.get(category);
    if (features === undefined) continue;
    features.steps.forEach((step, i) => {
      if ((counts[i] ?? 0) > 0) set(step);
      if ((counts[i] ?? 0) > 1) set(features.two);
    });
    features.cues.forEach((feature, i) => {
      if (cues.has(FINDING_CUES[i] ?? '')) set(feature);
    });
  }
}

function setCounts(
  set: Setter,
  features: readonly (readonly [string, number])[],
  hits?: readonly CueHit[],
): void {
  if (hits === undefined) return;
  for (const [value, feature] of features) set(feature, count(hits, value));
}

/** Fills `out` (length of DENSE_FEATURES). */
export function denseFeatures(draft: Draft, out: Float32Array): void {
  out.fill(0);
  const set: Setter = (feature, value = 1) => {
    if (feature >= 0) out[feature] = value;
  };
  const { cues } = draft;
  setFindings(draft, set);
  for (const [cue, feature] of CUE_FEATURES) if (cues.has(cue)) set(feature);
  setCounts(set, INTENT_FEATURES, cues.get('intent'));
  setCounts(set, FLAG_FEATURES, cues.get('flag'));
  setCounts(set, REGISTRATION_FEATURES, cues.get('reg'));
  set(LANGUAGE_FEATURES.get(draft.language) ?? -1);
  setTopics(draft, set);
  shapeOf(draft, (shape, value) => set(SHAPE_AT[shape], value));
}
