/**
 * What a policy's hide or hold becomes: a stored hide of the machine's own that goes the way of a moderator's. Pure.
 * The machine cites the house rules; whether a law asks for a removal, and which, a person says (decision 0009).
 */
import type { Account } from '../accounts/account.ts';
import { type Action, mayHaveLeft } from '../actions/action.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { type Commanded, command } from '../inbox/command.ts';
import type { NewEvent } from '../inbox/event.ts';
import type { Item } from '../inbox/item.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import type { Assessment } from './assessment.ts';
import { categoriesToHide } from './decide.ts';
import { axesFor, likeliestReason } from './removal.ts';

export const POLICY_ACTOR: Actor = { kind: 'machine', id: 'policy' };
/** A mention or a review stands on somebody else's page, and a message is seen by nobody. */
const HIDEABLE_KINDS: ReadonlySet<Item['kind']> = new Set(['comment', 'post']);

/** One per text and policy, so that the same assessment made again asks for the same hide. */
const actionIdOf = ({ _id, revision, policyVersion }: Item): string =>
  derivedId(_id, 'machine-hide', String(revision), policyVersion);

/** Whether anybody may still be spoken for by a machine: nobody has decided, and it stands in the open. */
const isUntouched = (item: Item): boolean =>
  item.personDecided !== true && item.visibility === 'public' && item.status !== 'closed';

/** What was written before the account was connected is history: no machine works it off. */
const isNew = ({ deadline }: Item): boolean => deadline.state !== 'backlog';

/** The categories that the machine would hide the item for, as it stands; none: it is flagged at most. */
export function wantsHide(item: Item, assessment: Assessment, account: Account): boolean {
  const { classification, decision, categories = [] } = assessment;
  if (classification === null || !account.capabilities.hide || !HIDEABLE_KINDS.has(item.kind)) return false;
  return (
    isUntouched(item) && isNew(item) && categoriesToHide(classification, { decision, categories }).length > 0
  );
}

/** Null where the machine has nothing to do, or the account has no house rules that a removal can cite. */
export function machineHide(
  item: Item,
  assessment: Assessment,
  context: { account: Account; rulesVersion: number | null; now: Date; clock: WorkingClock },
): Commanded | null {
  const { account, rulesVersion, now, clock } = context;
  const { classification, decision, policyVersion } = assessment;
  if (rulesVersion === null || classification === null || !wantsHide(item, assessment, account)) return null;
  const categories = categoriesToHide(classification, { decision, categories: assessment.categories ?? [] });
  const reason = likeliestReason(categories);
  const actionId = actionIdOf(item);
  if (reason === null || item.actions.some(({ id }) => id === actionId)) return null;
  const axis = axesFor(reason).includes('houseRule') ? 'houseRule' : 'secrecy';
  const { newEvents, action } = command(
    item,
    { type: 'hide', version: item.version, reason, axis },
    { account, actor: POLICY_ACTOR, now, undoMs: 0, clock, rulesVersion, actionId, noteId: '' },
  );
  const because = { decision, categories, policy: policyVersion, revision: item.revision };
  return { action, newEvents: newEvents.map((newEvent) => withReasons(newEvent, because)) };
}

const withReasons = (newEvent: NewEvent, because: object): NewEvent =>
  ({ ...newEvent, data: { ...newEvent.data, ...because } }) as NewEvent;

/**
 * Whether a machine's stored hide is still called for. A person, an edit or the platform may have been quicker. One that
 * may have left the machine is brought to its end, since the platform's echo of it looks like somebody else's hide.
 */
export function isStillWanted(
  item: Item,
  action: Pick<Action, '_id' | 'actor' | 'sentAt' | 'refused'>,
): boolean {
  if (action.actor.kind !== 'machine') return true;
  if (mayHaveLeft(action)) return item.personDecided !== true;
  const { machineHide: hide } = item;
  return isUntouched(item) && hide?.actionId === action._id && hide.revision === item.revision;
}
