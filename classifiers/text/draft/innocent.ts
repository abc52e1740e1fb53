/** What is said and meant well in the words of something worse (cues/<language>/acts.txt): caution, care, worry, self-reproach. */
import type { Category } from '../../../core/moderation/verdict.ts';
import type { CueHit, Draft } from './draft.ts';

const NONE: readonly CueHit[] = [];

/** Word fields that make a text worth a look, whatever else is meant well in it. */
const GRAVE_FIELDS: Readonly<Partial<Record<Category, readonly string[]>>> = {
  hate: ['derog', 'expel', 'harm', 'plot', 'scare', 'weapon', 'menace', 'belittle', 'swear'],
  threat: ['weapon', 'harm', 'menace'],
  violence: ['clip', 'gloat'],
  insult: ['belittle', 'swear'],
  ads: ['contact'],
  porn: ['sexual'],
};

/** A long letter may hold more than one thing. */
const MAX_WORDS = 40;

const isInside = (ranges: readonly CueHit[], { first, last }: Pick<CueHit, 'first' | 'last'>): boolean =>
  ranges.some((range) => range.first <= last && range.last >= first);

const actsOf = ({ cues }: Draft, category: Category): readonly CueHit[] =>
  cues.get('innocent')?.filter(({ value }) => value === category) ?? NONE;

/** Do the tokens of a match stand in something that is meant well? */
export function isMeantWell(draft: Draft, category: Category, range: { at: number; last: number }): boolean {
  if (!draft.cues.has('innocent')) return false;
  return isInside(actsOf(draft, category), { first: range.at, last: range.last });
}

/** Is all that might be of the category meant well, so that a model's suspicion rests on the very words that are? */
export function isInnocent(draft: Draft, category: Category): boolean {
  if (!draft.cues.has('innocent') || draft.text.tokens.length > MAX_WORDS) return false;
  const acts = actsOf(draft, category);
  if (acts.length === 0) return false;
  const said = draft.findings.some((finding) => finding.category === category && finding.strength !== 'none');
  if (said) return false;
  const fields = GRAVE_FIELDS[category] ?? [];
  const grave = draft.cues.get('topic') ?? NONE;
  return !grave.some((hit) => fields.includes(hit.value ?? '') && !isInside(acts, hit));
}
