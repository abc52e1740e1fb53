/** What an alarm tells. Those of the deadline come from an item's clock, the others from what an account looks like. */
import { DEADLINE_ALARM_KINDS } from '../deadlines/alarm-instants.ts';

/**
 * `unseen`: nobody has looked through the account for one working day. `blocked`: a picture that nobody may see.
 * `evidence`: a record that could not be sealed, or a picture that is missing.
 */
export const ALARM_KINDS = [...DEADLINE_ALARM_KINDS, 'unseen', 'blocked', 'evidence'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];
