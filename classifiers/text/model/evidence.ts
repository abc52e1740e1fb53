/** Whether a text has words that a category is about, and whether its word fields say together what one cannot. */
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import { featureIndex, MAX_FIELD_WORDS, type TOPICS } from './dense.ts';

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
const EVIDENCE = new Map(
  CATEGORIES.map((category) => {
    const { words, fields } = FIELDS[category];
    const found = [`${category}:weak`, `${category}:suspect`, `${category}:strong`].map(featureIndex);
    const fieldFeatures = fields.map((field) => ({
      first: featureIndex(`topic:${field}`),
      more: featureIndex(`topic:${field}:more`),
    }));
    return [category, { words, found, fieldFeatures }] as const;
  }),
);
/** Fields are written for these languages; elsewhere the model stands alone on texts long enough to tell. */
const WITH_FIELDS = ['language:sv', 'language:nb', 'language:nn', 'language:en'].map(featureIndex);
const OTHERS = ['language:da', 'language:fi'].map(featureIndex);
const LONG = featureIndex('shape:long');
const MIN_LONG = 0.1;

/** Categories that the model finds without a word of their fields only where it is sure: naming a group is not hating it, nor a mast a lie. */
export const NEEDS_EVIDENCE: ReadonlySet<Category> = new Set<Category>([
  'hate',
  'disinformation',
  'profanity',
]);

const LINK = featureIndex('shape:link');
/** What an address of the web may look like: the lists of domains judge it, not its letters. */
const LIKE_LINKS: ReadonlySet<Category> = new Set<Category>(['ads', 'copyright', 'porn', 'disinformation']);

const PRICE_OR_SALE = ['topic:price', 'topic:sell', 'ads:weak', 'ads:suspect', 'ads:strong'].map(
  featureIndex,
);

/** Is there a link, and no word that says what it is for? How to pay or whom to ask is no advertising. */
export function isLinkAlone(category: Category, dense: Float32Array, evidence: boolean): boolean {
  if (!LIKE_LINKS.has(category) || (dense[LINK] ?? 0) === 0) return false;
  return category === 'ads' ? !someSet(PRICE_OR_SALE, dense, 0) : !evidence;
}

/** Has a lexicon or signal found the category, more than weakly? `dense` begins at `offset`. */
export const hasFindings = (category: Category, dense: Float32Array, offset = 0): boolean =>
  (dense[offset + featureIndex(`${category}:suspect`)] ?? 0) > 0 ||
  (dense[offset + featureIndex(`${category}:strong`)] ?? 0) > 0;

/** Is one of the features set? `dense` begins at `offset`. */
function someSet(features: readonly number[], dense: Float32Array, offset: number): boolean {
  for (const feature of features) if ((dense[offset + feature] ?? 0) > 0) return true;
  return false;
}

/** Are there words the category is about? `dense` begins at `offset`. */
export function hasEvidence(category: Category, dense: Float32Array, offset = 0): boolean {
  if (!someSet(WITH_FIELDS, dense, offset))
    return someSet(OTHERS, dense, offset) || (dense[offset + LONG] ?? 0) >= MIN_LONG;
  const evidence = EVIDENCE.get(category);
  if (evidence === undefined || someSet(evidence.found, dense, offset)) return true;
  let count = 0;
  for (const { first, more } of evidence.fieldFeatures) {
    // see setTopics
    count += (dense[offset + first] ?? 0) + Math.round((dense[offset + more] ?? 0) * (MAX_FIELD_WORDS - 1));
  }
  return count >= evidence.words && evidence.fieldFeatures.length > 0;
}

const RETOLD = ['shape:quoted', 'cue:condemn'].map(featureIndex);
/** Groups of features; one of each group must be on. */
const AGREEING: Readonly<Partial<Record<Category, readonly (readonly number[])[]>>> = {
  hate: [['pair:group+derog', 'pair:group+expel', 'pair:group+harm'].map(featureIndex)],
  threat: [['pair:weapon+menace', 'pair:harm+menace', 'pair:weapon+harm', 'menace&you'].map(featureIndex)],
  insult: [
    ['belittle&you', 'belittle&person', 'accuse&you', 'accuse&person'].map(featureIndex),
    [
      'topic:belittle:more',
      'topic:accuse:more',
      'pair:belittle+swear',
      'pair:accuse+kin',
      'belittle&you',
    ].map(featureIndex),
  ],
};

/** Word fields that together say what one of them cannot: a signal beside the model's, for the categories where it was measured. */
export function fieldsAgree(category: Category, dense: Float32Array): boolean {
  const groups = AGREEING[category];
  // told, quoted or condemned words are not the writer's own
  if (groups === undefined || someSet(RETOLD, dense, 0)) return false;
  return groups.every((group) => someSet(group, dense, 0));
}
