/**
 * Verdicts and a policy make a decision. Pure, so that any policy can be replayed on stored history. What no policy
 * may do stands here: nothing is hidden on one signal, in a language we cannot judge, for disinformation, or for
 * criticism of the municipality.
 */
import { DECISIONS, type Decision } from '../domain/decision.ts';
import type { Category, Classification, Language, Verdict } from '../domain/verdict.ts';
import { combinedVerdicts } from './media.ts';
import type { CategoryRule, ModerationPolicy } from './policy.ts';

export interface DecisionContext {
  readonly accountId?: string;
}

/** Languages whose abuse no machine here can judge: their comments go to a person. */
const NEVER_HIDE_LANGUAGES: ReadonlySet<Language> = new Set(['se', 'smj', 'sma', 'unknown']);
/** Coarse criticism of the municipality is lawful; these categories are where it would be caught. */
const SPEECH: ReadonlySet<Category> = new Set(['insult', 'profanity']);
const SEVERITY = { none: 0, suspect: 1, strong: 2 } as const;

const reaches = (verdict: Verdict, at: 'suspect' | 'strong' | 'off'): boolean =>
  at !== 'off' && SEVERITY[verdict.level] >= SEVERITY[at];

/** Signals of different nature that each found the category strong. Without the list (older items): none. */
const independentSignals = (verdict: Verdict): number => new Set(verdict.strongSignals ?? []).size;

function mayHide(classification: Classification, verdict: Verdict): boolean {
  if (verdict.category === 'disinformation') return false;
  if (NEVER_HIDE_LANGUAGES.has(classification.language)) return false;
  if (verdict.kind === 'official') return false;
  if (classification.aboutMunicipality !== false && SPEECH.has(verdict.category)) return false;
  return verdict.level === 'strong' && independentSignals(verdict) >= 2;
}

function decideOne(classification: Classification, verdict: Verdict, rule: CategoryRule): Decision {
  if (verdict.score >= rule.minScore) {
    if (reaches(verdict, rule.hideAt) && mayHide(classification, verdict)) return 'hide';
    if (reaches(verdict, rule.holdAt)) return 'hold';
  }
  return reaches(verdict, rule.flagAt) ? 'flag' : 'none';
}

/** The gravest of what the policy says about each category. */
export function decide(
  classification: Classification,
  policy: ModerationPolicy,
  context: DecisionContext = {},
): Decision {
  const own = context.accountId === undefined ? undefined : policy.accounts?.[context.accountId];
  let gravest = 0;
  for (const verdict of combinedVerdicts(classification.verdicts)) {
    const rule = own?.[verdict.category] ?? policy.categories[verdict.category];
    gravest = Math.max(gravest, DECISIONS.indexOf(decideOne(classification, verdict, rule)));
  }
  return DECISIONS[gravest] ?? 'flag';
}

/** What a policy would have done with stored history: counts per category, with a few ids to look at. */
export interface Replay {
  readonly policyVersion: string;
  readonly items: number;
  readonly decisions: Readonly<Record<Decision, number>>;
  readonly byCategory: Readonly<Partial<Record<Category, Readonly<Record<Decision, number>>>>>;
  readonly examples: Readonly<Partial<Record<Category, readonly string[]>>>;
}

export interface HistoricItem {
  readonly id: string;
  readonly classification: Classification;
  readonly accountId?: string;
}

const EXAMPLES = 5;
const noCounts = (): Record<Decision, number> => ({ none: 0, flag: 0, hold: 0, hide: 0 });

/** The threshold simulator: pure, so that it shows before a policy is switched on what it would do. */
export function replay(history: Iterable<HistoricItem>, policy: ModerationPolicy): Replay {
  const decisions = noCounts();
  const byCategory: Partial<Record<Category, Record<Decision, number>>> = {};
  const examples: Partial<Record<Category, string[]>> = {};
  let items = 0;
  for (const { id, classification, accountId } of history) {
    items += 1;
    decisions[decide(classification, policy, accountId === undefined ? {} : { accountId })] += 1;
    const own = accountId === undefined ? undefined : policy.accounts?.[accountId];
    for (const verdict of combinedVerdicts(classification.verdicts)) {
      const { category } = verdict;
      const decision = decideOne(classification, verdict, own?.[category] ?? policy.categories[category]);
      const counts = byCategory[category] ?? noCounts();
      counts[decision] += 1;
      byCategory[category] = counts;
      const kept = examples[category] ?? [];
      if (decision !== 'none' && kept.length < EXAMPLES) examples[category] = [...kept, id];
    }
  }
  return { policyVersion: policy.version, items, decisions, byCategory, examples };
}
