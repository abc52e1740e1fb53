/** Hop 6: verdicts measure, the policy decides. What throws is "not classified", in the inbox, for a human. */
import type { Account } from '../../core/accounts/account.ts';
import type { Assessment } from '../../core/inbox/item-content.ts';
import type { Logger } from '../../core/kernel/log.ts';
import { decideWhy } from '../../core/moderation/decide.ts';
import type { ModerationPolicy } from '../../core/moderation/policy.ts';
import type { Classification } from '../../core/moderation/verdict.ts';
import type { About } from './text-context.ts';

export interface Assessing {
  classify(text: string, account: Account, about?: About): Classification;
  /** The policy in force for the account, asked without waiting. */
  policyOf(account: Account): ModerationPolicy;
  readonly log: Logger;
}

export function createAssess({
  classify,
  policyOf,
  log,
}: Assessing): (account: Account, text: string, about?: About) => Assessment {
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
