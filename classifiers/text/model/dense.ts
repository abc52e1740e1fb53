/** The named facts of a text that the model weighs beside the n-grams: findings, cues, signals. Each lies in 0..1. */
import { CATEGORIES, type Category, INTENT_FLAGS, INTENTS } from '../../../core/domain/verdict.ts';
import type { CueHit, Draft, Finding } from '../layer.ts';

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
const TOPICS = [
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
const SHAPE = [
  'question-mark',
  'question-start',
  'exclaims',
  'short',
  'long',
  'digits',
  'quoted',
  'emoji',
  'link',
  'mention',
  'case-number',
  'money',
  'percent',
  'phone',
  'ends-question',
  'starred',
] as const;

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

const PHONE = /(?:\+4[567]|00?4[567]|\b0\d{1,3}[- ]|\b[49]\d{2} ?\d{2} ?\d{3}\b|\b07\d)/;
const MONEY = /\d\s?(?:kr|kronor|kroner|:-|€|\$|sek|nok|tkr)\b|[$€£]\s?\d|\d,-/i;
/** Shape is read off the first characters; what follows cannot change it much. */
const READ = 2000;

function shapeOf(draft: Draft, set: (name: string, value?: number) => void): void {
  const { original, tokens, emoji, starred } = draft.text;
  const head = original.length > READ ? original.slice(0, READ) : original;
  if (head.includes('?')) set('shape:question-mark');
  if (head.trimEnd().endsWith('?')) set('shape:ends-question');
  if (draft.cues.get('question')?.some((hit) => hit.first === 0)) set('shape:question-start');
  if (head.includes('!')) set('shape:exclaims');
  if (tokens.length <= 4) set('shape:short');
  set('shape:long', Math.min(1, tokens.length / 60));
  if (tokens.some((token) => token.quoted)) set('shape:quoted');
  if (emoji.length > 0) set('shape:emoji');
  if (starred.length > 0) set('shape:starred');
  if (/https?:|www\.|\.(?:com|net|org|se|no|example|io|ru|tk|xyz)\b/i.test(head)) set('shape:link');
  if (head.includes('@')) set('shape:mention');
  if (!/\d/.test(head)) return;
  set('shape:digits');
  if (draft.caseNumber !== null) set('shape:case-number');
  if (MONEY.test(head)) set('shape:money');
  if (head.includes('%')) set('shape:percent');
  if (PHONE.test(head)) set('shape:phone');
}

const count = (hits: readonly CueHit[] | undefined, value: string): number =>
  Math.min(1, (hits?.reduce((sum, hit) => sum + (hit.value === value ? hit.severity : 0), 0) ?? 0) / 4);

/** How many different words of each field. */
function topicsOf(draft: Draft): Map<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { value, first } of draft.cues.get('topic') ?? []) {
    const key = `${value}:${draft.text.tokens[first]?.text ?? first}`;
    if (value === null || seen.has(key)) continue;
    seen.add(key);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

type Setter = (name: string, value?: number) => void;

function setTopics(draft: Draft, set: Setter): void {
  const counts = topicsOf(draft);
  for (const [topic, count] of counts) {
    set(`topic:${topic}`);
    set(`topic:${topic}:more`, Math.min(1, (count - 1) / 3));
  }
  for (const [a, b] of PAIRS) if (counts.has(a) && counts.has(b)) set(`pair:${a}+${b}`);
  for (const cue of ['you', 'you-all', 'person']) {
    if (draft.cues.has(cue)) for (const topic of counts.keys()) set(`${topic}&${cue}`);
  }
}

const STEPS = ['weak', 'suspect', 'strong'] as const;
const STEP_OF = { none: 0, suspect: 1, strong: 2 } as const;

/** Findings per category and strength. */
function countFindings(findings: readonly Finding[]): Map<Category, number[]> {
  const counts = new Map<Category, number[]>();
  for (const { category, strength } of findings) {
    const own = counts.get(category) ?? [0, 0, 0];
    own[STEP_OF[strength]] = (own[STEP_OF[strength]] ?? 0) + 1;
    counts.set(category, own);
  }
  return counts;
}

/** Fills `out` (length of DENSE_FEATURES). */
export function denseFeatures(draft: Draft, out: Float32Array): void {
  out.fill(0);
  const set = (name: string, value = 1): void => {
    const index = INDEX.get(name);
    if (index !== undefined) out[index] = value;
  };
  const { cues, findings } = draft;
  for (const [category, counts] of countFindings(findings)) {
    STEPS.forEach((step, i) => {
      if ((counts[i] ?? 0) > 0) set(`${category}:${step}`);
      if ((counts[i] ?? 0) > 1) set(`${category}:two`);
    });
    for (const cue of ['you', 'municipality', 'report']) if (cues.has(cue)) set(`${category}&${cue}`);
  }
  for (const cue of CUES) if (cues.has(cue)) set(`cue:${cue}`);
  for (const intent of INTENTS) set(`intent:${intent}`, count(cues.get('intent'), intent));
  for (const flag of INTENT_FLAGS) set(`flag:${flag}`, count(cues.get('flag'), flag.toLowerCase()));
  for (const registration of REGISTRATIONS) set(`reg:${registration}`, count(cues.get('reg'), registration));
  set(`language:${draft.language}`);
  setTopics(draft, set);
  shapeOf(draft, set);
}

/** Word fields that a category is about, and how many of their words must be there before the model alone is heard. */
const FIELDS: Readonly<
  Record<Category, { readonly words: number; readonly fields: readonly (typeof TOPICS)[number][] }>
> = {
  insult: { words: 1, fields: ['belittle', 'accuse', 'swear', 'derog'] },
  hate: { words: 2, fields: ['group', 'derog', 'expel', 'harm'] },
  threat: { words: 1, fields: ['weapon', 'harm', 'menace'] },
  porn: { words: 1, fields: ['sexual'] },
  violence: { words: 2, fields: ['harm', 'weapon', 'gloat', 'clip'] },
  copyright: { words: 1, fields: ['crack'] },
  disinformation: { words: 2, fields: ['scare', 'plot'] },
  ads: { words: 1, fields: ['price', 'sell', 'contact'] },
  profanity: { words: 1, fields: [] },
  secrecy: { words: 2, fields: ['private', 'accuse', 'kin'] },
};
const place = (name: string): number => INDEX.get(name) ?? 0;
const EVIDENCE = new Map(
  CATEGORIES.map((category) => {
    const { words, fields } = FIELDS[category];
    const found = [`${category}:weak`, `${category}:suspect`, `${category}:strong`].map(place);
    const places = fields.map((field) => [place(`topic:${field}`), place(`topic:${field}:more`)] as const);
    return [category, { words, found, places }] as const;
  }),
);
/** Fields are written for these languages; elsewhere the model stands alone on texts long enough to tell. */
const WITH_FIELDS = ['language:sv', 'language:nb', 'language:nn', 'language:en'].map(place);
const OTHERS = ['language:da', 'language:fi'].map(place);
const LONG = place('shape:long');
const LONG_ENOUGH = 0.2;

/** Are there words the category is about? `dense` begins at `offset`. */
export function hasEvidence(category: Category, dense: Float32Array, offset = 0): boolean {
  const on = (index: number): number => dense[offset + index] ?? 0;
  if (!WITH_FIELDS.some(on)) return OTHERS.some(on) || on(LONG) >= LONG_ENOUGH;
  const evidence = EVIDENCE.get(category);
  if (evidence === undefined || evidence.found.some(on)) return true;
  // `more` is (count - 1) / 3, see setTopics
  const count = evidence.places.reduce((sum, [one, more]) => sum + on(one) + Math.round(on(more) * 3), 0);
  return count >= evidence.words && evidence.places.length > 0;
}

const isOn = (dense: Float32Array, name: string): boolean => (dense[place(name)] ?? 0) > 0;

/** Word fields that together say what one of them cannot: a signal beside the model's, for the categories where it was measured. */
export function fieldsAgree(category: Category, dense: Float32Array): boolean {
  // told, quoted or condemned words are not the writer's own
  if (isOn(dense, 'shape:quoted') || isOn(dense, 'cue:condemn')) return false;
  const anyOf = (names: readonly string[]): boolean => names.some((name) => isOn(dense, name));
  if (category === 'hate') return anyOf(['pair:group+derog', 'pair:group+expel', 'pair:group+harm']);
  if (category === 'threat')
    return anyOf(['pair:weapon+menace', 'pair:harm+menace', 'pair:weapon+harm', 'menace&you']);
  if (category !== 'insult') return false;
  return anyOf(['belittle&you', 'belittle&person']) && anyOf(['topic:belittle:more', 'pair:belittle+swear']);
}
