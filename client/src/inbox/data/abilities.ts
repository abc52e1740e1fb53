/** What makes sense to ask for an item as it stands. What the platform allows is the account's business. */
import type { ItemShape } from '../../../../core/contract/items.ts';

const PENDING: ReadonlySet<string> = new Set(['pending', 'capturing', 'running']);
type Item = Pick<ItemShape, 'visibility' | 'actions'>;

const underWay = (item: Item, type: string): boolean =>
  item.actions.some((action) => action.type === type && PENDING.has(action.state));

export const canReply = (item: Item): boolean => item.visibility !== 'removed';
export const canHide = (item: Item): boolean => item.visibility === 'public' && !underWay(item, 'hide');
export const canUnhide = (item: Item): boolean => item.visibility === 'hidden' && !underWay(item, 'unhide');
export const canDelete = (item: Item): boolean => item.visibility !== 'removed' && !underWay(item, 'delete');
