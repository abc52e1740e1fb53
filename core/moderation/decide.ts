/**
 * Verdicts and a policy make a decision. Pure, so that any policy can be replayed on stored history. What no policy
 * may do stands here: nothing is kept from the public in a language we cannot judge, for disinformation, or for
 * criticism of the municipality, and nothing is hidden on one signal. What a policy wanted and may not is flagged. What
 * pictures show is flagged at most (decision 0008).
 */

import { readingsOf } from '../images/image-verdicts.ts';
import type { Item } from '../inbox/item.ts';
import { DECISIONS, type Decision, graverDecision } from './decision.ts';
import type { CategoryRule, ModerationPolicy } from './policy.ts';
import { type Category, type Classification, type Language, LEVEL_RANK, type Verdict } from './verdict.ts';

/** What a decision is made from: a fresh classification, or what an item has kept of its own. */
export interface Decidable extends Pick<Classification, 'language' | 'aboutMunicipality'> {
  readonly verdicts: readonly Pick<
    Verdict,
    'category' | 'kind' | 'score' | 'level' | 'strongSignals' | 'version'
  >[];
}
type Measured = Decidable['verdicts'][number];

export interface Decided {
  readonly decision: Decision;
  /** The categories that it rests on; none for `none`. */
  readonly categories: readonly Category[];
}

/** Languages whose abuse no machine here can judge: their comments go to a person. */
const NEVER_HIDE_LANGUAGES: ReadonlySet<Language> = new Set(['se', 'smj', 'sma', 'unknown']);
/** Coarse criticism of the municipality is lawful; these categories are where it would be caught. */
const SPEECH: ReadonlySet<Category> = new Set(['insult', 'profanity']);

const reaches = (verdict: Measured, at: 'suspect' | 'strong' | 'off'): boolean =>
  at !== 'off' && LEVEL_RANK[verdict.level] >= LEVEL_RANK[at];

/**
 * Signals of different nature that each found the category strong. Without the list (older items): none. The
 * municipality's own words are none: one careless word would be half of what hiding needs.
 */
const independentSignals = (verdict: Measured): number =>
  new Set(verdict.strongSignals?.filter((signal) => signal !== 'word-list')).size;

/** What no policy may keep from the public, by whatever means. */
function mayWithhold(content: Decidable, verdict: Measured): boolean {
  if (verdict.category === 'disinformation') return false;
  if (NEVER_HIDE_LANGUAGES.has(content.language)) return false;
  if (verdict.kind === 'official') return false;
  // An older item does not say whom it speaks of.
  return content.aboutMunicipality === false || !SPEECH.has(verdict.category);
}

function mayHide(content: Decidable, verdict: Measured): boolean {
  return mayWithhold(content, verdict) && verdict.level === 'strong' && independentSignals(verdict) >= 2;
}

/** Whether the policy would have it out of sight, if it may. */
const wantsOut = (verdict: Measured, rule: CategoryRule): boolean =>
  verdict.score >= rule.minScore && (reaches(verdict, rule.hideAt) || reaches(verdict, rule.holdAt));

/** Whatever else: what was wanted and may not be, or was found as the rule says. */
const flagged = (verdict: Measured, rule: CategoryRule): Decision =>
  wantsOut(verdict, rule) || reaches(verdict, rule.flagAt) ? 'flag' : 'none';

function decideText(content: Decidable, verdict: Measured, rule: CategoryRule): Decision {
  if (wantsOut(verdict, rule)) {
    if (reaches(verdict, rule.hideAt) && mayHide(content, verdict)) return 'hide';
    if (reaches(verdict, rule.holdAt) && mayWithhold(content, verdict)) return 'hold';
  }
  return flagged(verdict, rule);
}

/** What the policy says about each category: the text decides as it does alone, pictures may flag beside it. */
export const decideEach = (
  content: Decidable,
  policy: ModerationPolicy,
): { readonly category: Category; readonly decision: Decision }[] =>
  readingsOf(content.verdicts).map(({ category, text, seen }) => {
    const rule = policy.categories[category];
    const ofText = text === null ? 'none' : decideText(content, text, rule);
    return { category, decision: seen === null ? ofText : graverDecision(ofText, flagged(seen, rule)) };
  });

/** The gravest of several decisions, and the categories that reach it. */
export function gravestOf(each: ReturnType<typeof decideEach>): Decided {
  const gravest = Math.max(0, ...each.map(({ decision }) => DECISIONS.indexOf(decision)));
  const decision = DECISIONS[gravest] ?? 'flag';
  const categories = each.filter((outcome) => outcome.decision === decision).map(({ category }) => category);
  return { decision, categories: decision === 'none' ? [] : categories };
}

/** The gravest of what the policy says about each category, and which categories say so. */
export const decideWhy = (content: Decidable, policy: ModerationPolicy): Decided =>
  gravestOf(decideEach(content, policy));

/** The gravest of what the policy says about each category. */
export const decide = (content: Decidable, policy: ModerationPolicy): Decision =>
  decideWhy(content, policy).decision;

/**
 * The categories for which a machine may take the text out of sight by hiding it. A hold is carried out so only where
 * a hide would be allowed too: hiding is hiding, whatever it is called (decision 0009).
 */
export function categoriesToHide(content: Decidable, decided: Decided): Category[] {
  if (decided.decision !== 'hide' && decided.decision !== 'hold') return [];
  return readingsOf(content.verdicts).flatMap(({ category, text }) =>
    text !== null && decided.categories.includes(category) && mayHide(content, text) ? [category] : [],
  );
}

/** What is needed of an item to decide on it again: a store's lean projection gives no more. */
export type DecidableItem = Pick<Item, 'classifier' | 'language' | 'aboutMunicipality'> &
  Pick<Decidable, 'verdicts'>;

/** The classification that an item was decided on; null where it was never classified. */
export function decidableOf(item: DecidableItem): Decidable | null {
  if (item.classifier === null) return null;
  const { language, verdicts, aboutMunicipality } = item;
  return { language, verdicts, ...(typeof aboutMunicipality === 'boolean' && { aboutMunicipality }) };
}
