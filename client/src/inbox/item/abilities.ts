/** What makes sense to ask for an item as it stands. What the platform allows is the account's business. */

import { isOpen } from '../../../../core/actions/action.ts';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';

type Item = Pick<ItemShape, 'visibility' | 'actions'>;

const underWay = (item: Item, type: string): boolean =>
  item.actions.some((action) => action.type === type && isOpen(action.state));

export const canReply = (item: Item): boolean => item.visibility !== 'removed';
export const canHide = (item: Item): boolean => item.visibility === 'public' && !underWay(item, 'hide');
export const canUnhide = (item: Item): boolean => item.visibility === 'hidden' && !underWay(item, 'unhide');
export const canDelete = (item: Item): boolean => item.visibility !== 'removed' && !underWay(item, 'delete');

/** Of what is gone nobody can be answered: a clock would run for nothing. */
export const canReopen = ({ visibility }: Item): boolean => visibility !== 'removed';

/** Waiting for the citizen: from anything that is not closed. */
export const canWait = ({ status }: Pick<ItemShape, 'status'>): boolean =>
  status === 'open' || status === 'snoozed';
/** Only what has a clock stands in the statistics. */
export const canCount = ({ deadline }: Pick<ItemShape, 'deadline'>): boolean => deadline.startedAt !== null;
/** A hide that no person asked for keeps the clock running until one stands behind it. */
export const canConfirm = (
  item: Pick<ItemShape, 'visibility' | 'status'>,
  detail: Pick<ItemDetail, 'hiddenByPerson'>,
): boolean => item.visibility === 'hidden' && item.status !== 'closed' && !detail.hiddenByPerson;
