/** The collections and their indexes as of the first release. Transactions need collections that exist. */
import { Accounts } from '../accounts/accounts.store.ts';
import { ApiTokens, People, SignInLinks } from '../accounts/people.store.ts';
import { Tenants } from '../accounts/tenants.store.ts';
import { Actions } from '../actions/actions.store.ts';
import { Captures } from '../evidence/captures.store.ts';
import { Comments } from '../inbox/comments.store.ts';
import { Contexts } from '../inbox/contexts.store.ts';
import { Deliveries } from '../inbox/deliveries.store.ts';
import { Events } from '../inbox/events.store.ts';
import { Items } from '../inbox/items.store.ts';
import { Notes } from '../inbox/notes.store.ts';
import { UnknownChanges } from '../inbox/unknown-changes.store.ts';
import type { Collection, Db } from '../kernel/db.ts';
import { HouseRulesVersions } from '../moderation/house-rules.store.ts';

const COLLECTIONS: readonly Collection<never>[] = [
  Accounts,
  Actions,
  ApiTokens,
  Captures,
  Comments,
  Contexts,
  Deliveries,
  Events,
  HouseRulesVersions,
  Items,
  Notes,
  People,
  SignInLinks,
  Tenants,
  UnknownChanges,
] as unknown as readonly Collection<never>[];

export function createCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}

/** Safe to run again: what exists with the same definition is left alone. */
export async function ensureCollections(db: Db, collections: readonly Collection<never>[]): Promise<void> {
  const native = db.connection.db;
  if (native === undefined) throw new Error('No connection to the store.');
  const existing = new Set(
    (await native.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const { collectionName, indexes } of collections) {
    if (!existing.has(collectionName)) await native.createCollection(collectionName);
    if (indexes.length === 0) continue;
    await native.collection(collectionName).createIndexes(
      indexes.map(({ keys, unique, partial, expireAfterSeconds }) => ({
        key: keys,
        ...(unique ? { unique } : {}),
        ...(partial ? { partialFilterExpression: partial } : {}),
        ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
      })),
    );
  }
}
