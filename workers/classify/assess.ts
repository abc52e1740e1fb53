/** Hop 6: verdicts measure, the policy decides. What throws is "not classified", in the inbox, for a human. */
import type { LearnedModel, TextClassifier, TextContext } from '../../classifiers/text/index.ts';
import type { Account } from '../../core/accounts/account.ts';
import type { Logger } from '../../core/kernel/log.ts';
import type { Assessment } from '../../core/moderation/assessment.ts';
import { decideWhy } from '../../core/moderation/decide.ts';
import type { ModerationPolicy } from '../../core/moderation/policy.ts';
import type { Classification } from '../../core/moderation/verdict.ts';
import type { CommentFacts } from './text-context.ts';

type Classify = (text: string, account: Account, facts?: CommentFacts) => Classification;

/** Never throws. */
export type Assess = (account: Account, text: string, facts?: CommentFacts) => Assessment;

/** The classifier as it ships, with what this installation knows beside the text. */
export function createClassify(installation: {
  readonly classifier: TextClassifier;
  readonly contextOf: (account: Account, facts?: CommentFacts) => TextContext;
  readonly learnedModelOf: (tenantId: string) => LearnedModel | undefined;
}): Classify {
  const { classifier, contextOf, learnedModelOf } = installation;
  return (text, account, facts) => {
    const context = contextOf(account, facts);
    const learned = learnedModelOf(account.tenantId);
    return classifier.classify(text, learned ? { ...context, learned } : context);
  };
}

export interface Assessing {
  readonly classify: Classify;
  /** The policy in force for the account, asked without waiting. */
  policyOf(account: Account): ModerationPolicy;
  readonly log: Logger;
}

export function createAssess({ classify, policyOf, log }: Assessing): Assess {
  return (account, text, facts) => {
    try {
      const classification = classify(text, account, facts);
      const policy = policyOf(account);
      const decided = decideWhy(classification, policy);
      return { classification, ...decided, policyVersion: policy.version };
    } catch (error) {
      log.error({ err: error, accountId: account._id }, 'a text could not be classified');
      return { classification: null, decision: 'flag', policyVersion: 'none' };
    }
  };
}
