/** Whether every removal that a platform was asked for has the sealed record of that very action behind it. */
import { derivedId } from '../../core/kernel/ids.ts';
import type { Call } from '../../ops/simulator/types.ts';
import type { StoreSnapshot } from './snapshot.ts';

/** The collections that {@link unsealedRemovals} reads. */
export const SEALING = ['actions', 'captures', 'items'] as const;

type Removal = Pick<Call, 'type' | 'targetId' | 'at'>;
type Stored = StoreSnapshot[string][number];

const isBy = (moment: unknown, at: string): boolean => typeof moment === 'string' && moment <= at;

/** An act that is over explains no later call: a record of an earlier act must not cover for this one. */
const isUnderWay = (action: Stored, { type, at }: Removal): boolean =>
  action.type === type &&
  isBy(action.createdAt, at) &&
  isBy(action.sentAt, at) &&
  (typeof action.finishedAt !== 'string' || action.finishedAt >= at);

const recordOf = ({ _id, renewals }: Stored): string =>
  derivedId(String(_id), 'capture', ...(renewals === undefined ? [] : [String(renewals)]));

/** The delete that a hide stands in for while its picture is taken: it goes by that one's record. */
const insteadOf = (hide: Stored, actions: readonly Stored[]): Stored | undefined =>
  actions.find(
    ({ _id, type, renewals }) =>
      type === 'delete' && hide._id === derivedId(String(_id), 'hide-instead', String(renewals ?? 0)),
  );

/**
 * The removals, as `type target`, that no action explains or whose action has no record of its own, sealed before the
 * call, of the same item. Failed calls count: what was asked for might have been done.
 */
export function unsealedRemovals(calls: readonly Removal[], store: StoreSnapshot): string[] {
  const captures = new Map((store.captures ?? []).map((capture) => [capture._id, capture]));
  const isSealed = (action: Stored, at: string): boolean => {
    const own = recordOf(insteadOf(action, store.actions ?? []) ?? action);
    const capture = captures.get(own);
    return (
      capture !== undefined &&
      action.captureId === own &&
      capture.itemId === action.itemId &&
      isBy(capture.sealedAt, at)
    );
  };
  const removals = calls.filter(({ type }) => type === 'hide' || type === 'delete');
  return removals
    .filter((call) => {
      const item = (store.items ?? []).find(({ externalId }) => externalId === call.targetId);
      const acting = (store.actions ?? []).filter(
        (action) => action.itemId === item?._id && isUnderWay(action, call),
      );
      return acting.length === 0 || !acting.every((action) => isSealed(action, call.at));
    })
    .map(({ type, targetId }) => `${type} ${targetId}`);
}
