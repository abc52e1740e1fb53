/** How far the words around a lexicon match take its force away: quoted, reported, condemned, denied, wished away. */
import type { Category } from '../../../core/moderation/verdict.ts';
import { isOwnClaim } from '../claims/stance.ts';
import { has, near, someBetween } from '../draft/cues.ts';
import type { CueHit, Draft } from '../draft/draft.ts';
import type { EntryMeta } from '../match/lexicon-file.ts';

interface Match {
  readonly entry: EntryMeta;
  readonly category: Category;
  /** Numbers of the first and last token. */
  readonly at: number;
  readonly last: number;
}

const DENIABLE: ReadonlySet<Category> = new Set(['insult', 'hate']);

/** "glöm inte att …", "don't forget to …" asks for what follows: its "not" denies nothing. */
const isUrged = ({ cues }: Draft, { first, last }: CueHit): boolean =>
  someBetween(cues.get('urge'), [first - 2, last], (urge) => urge.first <= first && urge.last >= last);

const isNegatedBetween = (draft: Draft, from: number, to: number): boolean =>
  someBetween(draft.cues.get('negation'), [from, to], (hit) => !isUrged(draft, hit));

/** "är ingen idiot", "er ikke en idiot": the negation stands inside the match or right before its last word. */
const isDenied = (draft: Draft, { at, last }: Match): boolean =>
  isNegatedBetween(draft, Math.min(at, last - 2), last - 1);

/** "hoppas att inga fiskar dör": who hopes that nothing happens fears it. */
const isFeared = (draft: Draft, { at, last }: Match): boolean => isNegatedBetween(draft, at, last);

/** Swear words that are quoted, or that somebody says to have been called. */
const isRetold = ({ text, cues }: Draft, at: number): boolean =>
  (text.tokens[at]?.quoted ?? false) || near(cues, 'report', { at, before: 2, after: 0 });

/** What takes force away in one category and leaves it in others. */
function ofCategory(draft: Draft, match: Match): number {
  const { category, at, last } = match;
  const { cues, context } = draft;
  const isOwn = (): boolean =>
    isOwnClaim(draft, {
      ranges: [
        [at, at],
        [last, last],
      ],
      first: at,
      last,
    });
  if (DENIABLE.has(category)) return isDenied(draft, match) ? 2 : 0;
  if (category === 'disinformation') return isOwn() ? 0 : 2;
  if (category === 'ads') return has(cues, 'own') || context.ownAccount ? 2 : 0;
  if (category === 'porn') return has(cues, 'health') || has(cues, 'fiction') ? 1 : 0;
  return category === 'violence' && has(cues, 'fiction') ? 1 : 0;
}

/** 0 not at all, 1 one level, 2 entirely. */
export function softened(draft: Draft, match: Match): number {
  const { entry, category, at } = match;
  const { cues, text } = draft;
  if (category === 'profanity') return isRetold(draft, at) ? 2 : 0;
  const personal = near(cues, 'you', { at, before: 2, after: 2 });
  let points = ofCategory(draft, match);
  if (text.tokens[at]?.quoted) points += 1;
  if (has(cues, 'condemn')) points += 1;
  if (near(cues, 'report', { at, before: 5, after: 2 }) && !personal) points += 1;
  if (isNegatedBetween(draft, at - 3, at - 1)) points += 1;
  if (entry.attributes.wish !== undefined && isFeared(draft, match)) points += 2;
  return Math.min(points, 2);
}
