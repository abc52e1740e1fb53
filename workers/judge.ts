/** Hop 6: verdicts measure, the policy decides. What throws is "not classified", in the inbox, for a human. */
import type { Account } from '../core/domain/account.ts';
import type { Decision } from '../core/domain/decision.ts';
import type { Classification } from '../core/domain/verdict.ts';
import type { Logger } from '../core/log.ts';
import type { Judgement } from '../core/policy/content.ts';

export interface Judging {
  classify(text: string, account: Account): Classification;
  decide(classification: Classification, account: Account): { decision: Decision; policyVersion: string };
  readonly log: Logger;
}

export function createJudge({
  classify,
  decide,
  log,
}: Judging): (account: Account, text: string) => Judgement {
  return (account, text) => {
    try {
      const classification = classify(text, account);
      return { classification, ...decide(classification, account) };
    } catch (error) {
      log.error({ err: error, accountId: account._id }, 'a text could not be classified');
      return { classification: null, decision: 'flag', policyVersion: 'none' };
    }
  };
}
