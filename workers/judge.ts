/** Hop 6: verdicts measure, the policy decides. What throws is "not classified", in the inbox, for a human. */
import type { Account } from '../core/domain/account.ts';
import type { Classification } from '../core/domain/verdict.ts';
import type { Logger } from '../core/log.ts';
import type { Judgement } from '../core/policy/content.ts';
import { decideWhy } from '../core/policy/decide.ts';
import type { ModerationPolicy } from '../core/policy/policy.ts';
import type { About } from './text-context.ts';

export interface Judging {
  classify(text: string, account: Account, about?: About): Classification;
  /** The policy in force for the account, asked without waiting. */
  policyOf(account: Account): ModerationPolicy;
  readonly log: Logger;
}

export function createJudge({
  classify,
  policyOf,
  log,
}: Judging): (account: Account, text: string, about?: About) => Judgement {
  return (account, text, about) => {
    try {
      const classification = classify(text, account, about);
      const policy = policyOf(account);
      const decided = decideWhy(classification, policy);
      return { classification, ...decided, policyVersion: policy.version };
    } catch (error) {
      log.error({ err: error, accountId: account._id }, 'a text could not be classified');
      return { classification: null, decision: 'flag', policyVersion: 'none' };
    }
  };
}
