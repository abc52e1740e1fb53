/** What has left for the platform: for who looks there, and for what it has cost. */
import { DAY_MS } from '../deadlines/civil.ts';
import type { Db } from '../kernel/db.ts';
import type { ActionType } from './action.ts';
import { Actions, type StoredAction } from './actions.store.ts';

const TAKES_DOWN: readonly ActionType[] = ['hide', 'delete', 'ban'];
/** It stands on the platform, or may. */
const ARRIVED: readonly StoredAction['state'][] = ['done', 'running', 'unknown'];

/** Of these items the ones that we took down ourselves and have not shown again. */
export async function takenDown(
  db: Db,
  { tenantId, itemIds }: { tenantId: string; itemIds: readonly string[] },
): Promise<Set<string>> {
  const types: ActionType[] = [...TAKES_DOWN, 'unhide'];
  const sent = await Actions(db)
    .find(
      { tenantId, itemId: { $in: [...itemIds] }, type: { $in: types }, state: { $in: [...ARRIVED] } },
      { itemId: 1, type: 1, createdAt: 1 },
    )
    .sort({ createdAt: 1 })
    .lean<Pick<StoredAction, 'itemId' | 'type'>[]>();
  const last = new Map(sent.map(({ itemId, type }) => [itemId, type]));
  return new Set([...last].filter(([, type]) => TAKES_DOWN.includes(type)).map(([itemId]) => itemId));
}

/** An action leaves some time after it was asked for, and the index knows the asking. */
const LONGEST_WAIT_MS = 2 * DAY_MS;

/** What left for the platform from this account since then, one entry for each action of these types. */
export async function typesSent(
  db: Db,
  of: { tenantId: string; accountId: string; types: readonly ActionType[]; since: Date },
): Promise<ActionType[]> {
  const { tenantId, accountId, types, since } = of;
  const createdAt = { $gte: new Date(since.getTime() - LONGEST_WAIT_MS) };
  const sent = await Actions(db)
    .find({ tenantId, accountId, type: { $in: [...types] }, createdAt, sentAt: { $gte: since } }, { type: 1 })
    .lean<Pick<StoredAction, 'type'>[]>();
  return sent.map(({ type }) => type);
}
