/** A small classifier with the shape of the real one: fast, deterministic, and made to throw on demand. */
import type { Account } from '../../core/accounts/account.ts';
import type { Logger } from '../../core/kernel/log.ts';
import type { Assessment } from '../../core/moderation/assessment.ts';
import { DEFAULT_POLICY, type ModerationPolicy } from '../../core/moderation/policy.ts';
import {
  CATEGORIES,
  type Category,
  type Classification,
  type Verdict,
} from '../../core/moderation/verdict.ts';
import { createAssess } from '../../workers/classify/assess.ts';

/** A text with this word makes the classifier throw. */
export const UNCLASSIFIABLE = 'oklassbar';

/** A text with this word is a threat that two independent signals found. */
export const THREATENING = 'dödshot';
const THREAT: Verdict = {
  category: 'threat',
  kind: null,
  score: 0.95,
  level: 'strong',
  spans: [],
  strongSignals: ['lexicon', 'model'],
  version: 'stub-1',
};

/** A text with this word may be a threat, and no more is said of it. */
export const MAYBE_THREATENING = 'kanskehot';
const POSSIBLE: Verdict = { ...THREAT, score: 0.3, level: 'possible', strongSignals: [] };

const verdictOf = (category: Category, insult: number): Verdict => ({
  category,
  kind: null,
  score: category === 'insult' && insult >= 0 ? 0.9 : 0,
  level: category === 'insult' && insult >= 0 ? 'strong' : 'none',
  spans:
    category === 'insult' && insult >= 0
      ? [{ start: insult, end: insult + 5, kind: 'lexicon', reason: 'insult' }]
      : [],
  version: 'stub-1',
});

export function classifyStub(text: string): Classification {
  if (text.includes(UNCLASSIFIABLE)) throw new Error(`cannot classify "${text}"`);
  const insult = text.indexOf('idiot');
  const threat = text.indexOf(THREATENING);
  return {
    language: 'sv',
    verdicts: CATEGORIES.map((category) =>
      category === 'threat' && (threat >= 0 || text.includes(MAYBE_THREATENING))
        ? threat >= 0
          ? THREAT
          : POSSIBLE
        : verdictOf(category, insult),
    ),
    aboutMunicipality: false,
    intent: { class: text.includes('?') ? 'question' : 'neutral', score: 1, flags: [] },
    registration: { class: 'case', score: 0.5, reasons: ['stub'], caseNumber: null },
    needsAnswer: { value: text.includes('?'), score: 1 },
    version: 'stub-1',
  };
}

export function stubAssess(
  log: Logger,
  policyOf: (account: Account) => ModerationPolicy = () => DEFAULT_POLICY,
): (account: Account, text: string) => Assessment {
  return createAssess({ classify: classifyStub, policyOf, log });
}
