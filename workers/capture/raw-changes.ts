/** The changes about one comment in the deliveries that brought its revisions, word for word and byte for byte. */
import type { Account } from '../../core/accounts/account.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import { Deliveries, type Delivery } from '../../core/inbox/deliveries.store.ts';
import { SYSTEM_TENANT } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import { bytesOf } from '../ingest/read.ts';
import { deliverySlices } from './delivery-slices.ts';

export interface RawChange {
  readonly deliveryId: string;
  readonly receivedAt: Date;
  /** As it was read. */
  readonly change: unknown;
  /** The same as it stands in the delivery, in base64; null where it cannot be told apart in there. */
  readonly bytes: string | null;
}

function changesIn(
  delivery: Delivery,
  deps: Pick<WorkerDeps, 'connectors'>,
  wanted: { account: Account; comment: Comment },
): RawChange[] {
  const body = bytesOf(delivery);
  const sliceOf = deliverySlices(body);
  const entries = deps.connectors.get(delivery.platform)?.reader.parseDelivery(body) ?? [];
  return entries.flatMap(({ accountExternalId, changes }) =>
    changes.flatMap(({ change, raw }) => {
      // Asked for each in turn, also of others: that is how two that say the same are told apart.
      const slice = sliceOf(raw);
      const isWanted =
        accountExternalId === wanted.account.externalId &&
        'externalId' in change &&
        change.externalId === wanted.comment.externalId;
      if (!isWanted) return [];
      const { _id: deliveryId, receivedAt } = delivery;
      return [{ deliveryId, receivedAt, change: raw, bytes: slice?.toString('base64') ?? null }];
    }),
  );
}

export async function rawChanges(
  deps: Pick<WorkerDeps, 'db' | 'connectors'>,
  account: Account,
  comment: Comment,
): Promise<RawChange[]> {
  const withText = comment.revisions.filter(({ textLeftOut }) => !textLeftOut);
  const ids = [...new Set(withText.map(({ deliveryId }) => deliveryId))];
  const deliveries = await Deliveries(deps.db)
    .find({ tenantId: SYSTEM_TENANT, _id: { $in: ids } })
    .lean<Delivery[]>();
  // In the order of the revisions that they brought.
  return deliveries
    .sort((a, b) => ids.indexOf(a._id) - ids.indexOf(b._id))
    .flatMap((delivery) => changesIn(delivery, deps, { account, comment }));
}
