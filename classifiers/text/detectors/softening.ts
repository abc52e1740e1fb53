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

/** 0 not at all, 1 one level, 2 entirely. */
export function softened(draft: Draft, match: Match): number {
  const { entry, category, at, last } = match;
  const { cues, text } = draft;
  if (category === 'profanity') return 0;
  const personal = near(cues, 'you', { at, before: 2, after: 2 });
  const quoted = text.tokens[at]?.quoted ?? false;
  const condemned = has(cues, 'condemn');
  const reported = near(cues, 'report', { at, before: 5, after: 2 }) && !personal;
  let points = 0;
  if (quoted) points += 1;
  if (condemned) points += 1;
  if (reported) points += 1;
  if (isNegatedBetween(draft, at - 3, at - 1)) points += 1;
  if (DENIABLE.has(category) && isDenied(draft, match)) points += 2;
  if (entry.attributes.wish !== undefined && isFeared(draft, match)) points += 2;
  if (
    category === 'disinformation' &&
    !isOwnClaim(draft, {
      ranges: [
        [at, at],
        [last, last],
      ],
      first: at,
      last,
    })
  )
    points += 2;
  if (category === 'porn' && (has(cues, 'health') || has(cues, 'fiction'))) points += 1;
  if (category === 'violence' && has(cues, 'fiction')) points += 1;
  if (category === 'ads' && (has(cues, 'own') || draft.context.ownAccount)) points += 2;
  return Math.min(points, 2);
}
