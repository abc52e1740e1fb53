import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { type Offered, offeredOn } from '../../../../core/inbox/offered.ts';
import { useAccounts } from '../../api/queries.ts';

/** What the platform offers on the item; null: no item, or its account is not known yet, and nothing is taken from it. */
export function useOffered(item: Pick<ItemShape, 'accountId' | 'kind'> | null): Offered | null {
  const can = useAccounts().data?.accounts.find(({ id }) => id === item?.accountId)?.capabilities;
  return item === null || can === undefined ? null : offeredOn(item.kind, can);
}
