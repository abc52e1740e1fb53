/** Hop 5: bytes -> closed types, and whose account each entry is. */
import type { Account } from '../../core/accounts/account.ts';
import { accountByExternalId } from '../../core/accounts/accounts.store.ts';
import type { Entry } from '../../core/actions/connector.ts';
import type { Delivery } from '../../core/inbox/deliveries.store.ts';
import { readVanished } from '../../core/inbox/vanished.ts';
import type { Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { Platform } from '../../core/kernel/platform.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Batch, BatchChange, BatchUnknown } from './batch.ts';

const KEPT_MS = 5000;

export type FindAccount = (platform: Platform, externalId: string) => Promise<Account | null>;

/** Remembers found accounts for a few seconds; a missing one is asked for again each time. */
export function createAccountFinder(db: Db, now: () => Date): FindAccount {
  const known = new Map<string, { account: Account; until: number }>();
  return async (platform, externalId) => {
    const key = `${platform} ${externalId}`;
    const kept = known.get(key);
    if (kept !== undefined && kept.until > now().getTime()) return kept.account;
    const account = await accountByExternalId(db, platform, externalId);
    if (account !== null) known.set(key, { account, until: now().getTime() + KEPT_MS });
    return account;
  };
}

function sortChanges(entry: Entry, account: Account, source: { delivery: Delivery; position: number }) {
  const { delivery, position } = source;
  const changes: BatchChange[] = [];
  const unknown: BatchUnknown[] = [];
  for (const [index, { change }] of entry.changes.entries()) {
    if (change.type === 'unknown')
      unknown.push({ account, delivery, change, position: `${position}-${index}` });
    else if (change.type !== 'ignored')
      changes.push({
        account,
        delivery,
        change,
        sentAt: entry.sentAt,
        commentId: commentId(account._id, change.externalId),
      });
  }
  return { changes, unknown };
}

function entriesOf({ connectors }: Pick<WorkerDeps, 'connectors'>, delivery: Delivery): readonly Entry[] {
  if (delivery.source === 'vanished') return readVanished(bytesOf(delivery));
  const connector = connectors.get(delivery.platform);
  if (connector === undefined) throw new Error(`No connector for ${delivery.platform}.`);
  return connector.reader.parseDelivery(bytesOf(delivery));
}

/** Throws when a delivery cannot be parsed though it was readable: the caller then takes them one by one. */
export async function read(
  deps: Pick<WorkerDeps, 'connectors'>,
  {
    deliveries,
    findAccount,
  }: { readonly deliveries: readonly Delivery[]; readonly findAccount: FindAccount },
): Promise<{ readonly batch: Batch }> {
  const changes: BatchChange[] = [];
  const unknown: BatchUnknown[] = [];
  const waitingFor = new Map<string, string[]>();
  for (const delivery of deliveries) {
    for (const [position, entry] of entriesOf(deps, delivery).entries()) {
      // An entry without an id is nobody's: it stays with its delivery.
      if (entry.accountExternalId === '') continue;
      const account = await findAccount(delivery.platform, entry.accountExternalId);
      if (account === null) {
        waitingFor.set(delivery._id, [...(waitingFor.get(delivery._id) ?? []), entry.accountExternalId]);
        continue;
      }
      const sorted = sortChanges(entry, account, { delivery, position });
      changes.push(...sorted.changes);
      unknown.push(...sorted.unknown);
    }
  }
  return { batch: { deliveries, changes, unknown, waitingFor } };
}

/** A lean document holds BSON's Binary where mongoose would give a Buffer. */
export function bytesOf(delivery: Delivery): Buffer {
  const body = delivery.body as Buffer | { buffer: Uint8Array };
  return Buffer.isBuffer(body) ? body : Buffer.from(body.buffer);
}
