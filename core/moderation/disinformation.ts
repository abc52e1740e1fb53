/**
 * Removing a false statement takes two persons: who asks names claim, correction and source, and somebody else agrees.
 * Until then the action stands blocked, and nothing leaves the machine. The default is to answer with the correction.
 */
import type { Action, RefutedClaim, Removal } from '../actions/action.ts';
import { isEditedSince } from '../actions/seen-text.ts';
import type { NewEvent } from '../inbox/event.ts';
import type { Item } from '../inbox/item.ts';
import { editedSince, invalid } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';
import { assertSecondPerson } from './second-person.ts';

export const needsConsent = (removal: { readonly reason?: Removal['reason'] | undefined } | null): boolean =>
  removal?.reason === 'disinformation';

export const awaitsConsent = ({ state, cause }: Pick<Action, 'state' | 'cause'>): boolean =>
  state === 'blocked' && cause === 'second-person';

/** The reason of a removal of disinformation is the claim itself, what is true, and who says so. */
export function refuted(reason: Removal['reason'], claim: RefutedClaim | undefined): RefutedClaim | null {
  if (reason !== 'disinformation') return null;
  if (claim === undefined)
    throw invalid('A removal of disinformation names the claim, its correction and the source.');
  return claim;
}

/** The request's own event, and that it waits for a second person. */
export function waitingForConsent(
  requested: NewEvent,
  { _id, type }: Pick<Action, '_id' | 'type'>,
): NewEvent[] {
  const data = {
    actionId: _id,
    type,
    state: 'blocked',
    cause: 'second-person',
    remoteId: null,
    at: null,
  } as const;
  return [requested, { type: 'action.finished', data }];
}

/** Throws unless `actor` is a person, another than the one who asked, and the text still the one that was asked about. */
export function consentTo(
  action: Pick<
    Action,
    '_id' | 'type' | 'state' | 'cause' | 'actor' | 'revision' | 'contentSha256' | 'newTextState'
  >,
  actor: Actor,
  item: Pick<Item, 'revision' | 'text' | 'attachments' | 'newText'>,
): NewEvent[] {
  if (!awaitsConsent(action)) throw invalid('Nothing waits for a second person here.');
  assertSecondPerson(action.actor, actor);
  if (action.revision === undefined || isEditedSince(action, item)) throw editedSince();
  return [
    { type: 'removal.consented', data: { actionId: action._id } },
    { type: 'action.requested', data: { actionId: action._id, type: action.type } },
  ];
}
