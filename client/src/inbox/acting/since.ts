/** What happened to an item since somebody began to write about it: what a draft must not be sent past unasked. */
import { isOpen } from '../../../../core/actions/action.ts';
import type { DraftSeen } from '../../../../core/inbox/drafts.contract.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';

type Action = ItemShape['actions'][number];
export type Seen = DraftSeen;

/** Not taken back and not refused: it stands, is on its way, or waits for somebody. */
const stands = ({ state }: Action): boolean => state === 'done' || state === 'blocked' || isOpen(state);
const idsOf = (item: Pick<ItemShape, 'actions'>, types: readonly string[]): string[] =>
  item.actions.filter((action) => types.includes(action.type) && stands(action)).map(({ id }) => id);
const REMOVALS = ['hide', 'delete', 'ban'];
const DELETES = ['delete', 'ban'];

type Known = Pick<ItemShape, 'version' | 'revision' | 'newText' | 'status' | 'visibility' | 'actions'>;

export const seenOf = (item: Known): Seen => ({
  version: item.version,
  revision: item.revision,
  untold: item.newText !== null,
  status: item.status,
  visibility: item.visibility,
  answers: idsOf(item, ['reply']),
  removals: idsOf(item, REMOVALS),
});

export type Change =
  | { readonly kind: 'answered'; readonly actionId: string | null }
  | { readonly kind: 'hidden' | 'removed'; readonly actionId: string | null }
  /** Into which text: another edit is told and asked about again. */
  | { readonly kind: 'edited'; readonly revision: number }
  | { readonly kind: 'shown' | 'closed' | 'reopened' | 'waiting' }
  /** Somebody else is writing the answer, now. */
  | { readonly kind: 'writing'; readonly name: string };

/** Of several removals, the one that was asked for last. */
const newIn = (ids: readonly string[], known: readonly string[]): string | null =>
  ids.filter((id) => !known.includes(id)).at(-1) ?? null;

function visibilityChange(seen: Seen, item: Known): Change[] {
  const actionId = newIn(idsOf(item, REMOVALS), seen.removals);
  if (item.visibility === 'removed')
    // Whoever hid it did not remove it: that was a delete of ours, or happened on the platform.
    return seen.visibility === 'removed'
      ? []
      : [{ kind: 'removed', actionId: idsOf(item, DELETES).at(-1) ?? null }];
  const type = item.actions.find(({ id }) => id === actionId)?.type;
  if (actionId !== null) return [{ kind: type === 'delete' ? 'removed' : 'hidden', actionId }];
  if (item.visibility === seen.visibility) return [];
  if (item.visibility === 'public') return [{ kind: 'shown' }];
  // A hide that was under way already is done now: nothing new.
  return seen.removals.length > 0 ? [] : [{ kind: 'hidden', actionId: null }];
}

function statusChange(seen: Seen, item: Known & Pick<ItemShape, 'closeReason'>, isTold: boolean): Change[] {
  if (item.status === seen.status) return [];
  if (item.status === 'waiting') return [{ kind: 'waiting' }];
  if (item.status === 'open') return seen.status === 'snoozed' ? [] : [{ kind: 'reopened' }];
  if (item.status === 'snoozed') return [];
  const { closeReason } = item;
  if (closeReason === 'answered')
    return isTold || seen.answers.length > 0 ? [] : [{ kind: 'answered', actionId: null }];
  if (closeReason === 'removed' || closeReason === 'removed-on-platform')
    return isTold || seen.removals.length > 0 || seen.visibility !== 'public' ? [] : [{ kind: 'closed' }];
  return [{ kind: 'closed' }];
}

/** In the order in which they weigh: somebody else's answer first. */
export function changesSince(seen: Seen, item: Known & Pick<ItemShape, 'closeReason'>): readonly Change[] {
  if (item.version === seen.version) return [];
  const answers: Change[] = idsOf(item, ['reply'])
    .filter((id) => !seen.answers.includes(id))
    .map((actionId) => ({ kind: 'answered', actionId }));
  const isEdited = item.revision !== seen.revision || (item.newText !== null && !seen.untold);
  const told = [...answers, ...visibilityChange(seen, item)];
  return [
    ...told,
    ...statusChange(seen, item, told.length > 0),
    ...(isEdited ? [{ kind: 'edited' as const, revision: item.revision }] : []),
  ];
}

/** Equal for what was said already: it is announced once. */
export const nameOf = (changes: readonly Change[]): string =>
  changes
    .map((change) => {
      if (change.kind === 'edited') return `edited ${change.revision}`;
      return `${change.kind} ${'actionId' in change ? change.actionId : ''}`;
    })
    .join(', ');
