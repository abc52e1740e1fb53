import type { Decision } from './decision.ts';
import type { Category, Classification } from './verdict.ts';

/** The classifiers' and the policy's answer to one text. Null classification: it threw, a human decides. */
export interface Assessment {
  readonly classification: Classification | null;
  readonly decision: Decision;
  readonly policyVersion: string;
  /** The categories that the decision rests on. Absent: not told, so no machine acts on it. */
  readonly categories?: readonly Category[];
}
