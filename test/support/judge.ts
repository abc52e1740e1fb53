/** A small classifier with the shape of the real one: fast, deterministic, and made to throw on demand. */
import type { Account } from '../../core/domain/account.ts';
import { CATEGORIES, type Classification, type Verdict } from '../../core/domain/verdict.ts';
import type { Logger } from '../../core/log.ts';
import type { Judgement } from '../../core/policy/content.ts';
import { decide } from '../../core/policy/decide.ts';
import { DEFAULT_POLICY } from '../../core/policy/policy.ts';
import { createJudge } from '../../workers/judge.ts';

/** A text with this word makes the classifier throw. */
export const UNCLASSIFIABLE = 'oklassbar';

export function classifyStub(text: string): Classification {
  if (text.includes(UNCLASSIFIABLE)) throw new Error(`cannot classify "${text}"`);
  const insult = text.indexOf('idiot');
  return {
    language: 'sv',
    verdicts: CATEGORIES.map((category) => ({
      category,
      kind: null,
      score: category === 'insult' && insult >= 0 ? 0.9 : 0,
      level: category === 'insult' && insult >= 0 ? ('strong' as const) : ('none' as const),
      spans:
        category === 'insult' && insult >= 0
          ? [{ start: insult, end: insult + 5, kind: 'lexicon' as const, reason: 'insult' }]
          : [],
      version: 'stub-1',
    })),
    intent: { class: text.includes('?') ? 'question' : 'neutral', score: 1, flags: [] },
    registration: { class: 'case', score: 0.5, reasons: ['stub'], caseNumber: null },
    needsAnswer: { value: text.includes('?'), score: 1 },
    version: 'stub-1',
  };
}

export function stubJudge(
  log: Logger,
): (account: Account, text: string, seen?: readonly Verdict[]) => Judgement {
  return createJudge({
    classify: classifyStub,
    decide: (classification, account) => ({
      decision: decide(classification, DEFAULT_POLICY, { accountId: account._id }),
      policyVersion: DEFAULT_POLICY.version,
    }),
    log,
  });
}
