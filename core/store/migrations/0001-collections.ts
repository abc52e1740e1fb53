/** The collections and their indexes as of the first release. Transactions need collections that exist. */
import { Accounts } from '../accounts.ts';
import { Actions } from '../actions.ts';
import { Captures } from '../captures.ts';
import { Comments } from '../comments.ts';
import { Contexts } from '../contexts.ts';
import type { Collection, Db } from '../db.ts';
import { Deliveries } from '../deliveries.ts';
import { Events } from '../events.ts';
import { HouseRulesVersions } from '../house-rules.ts';
import { Items } from '../inbox.ts';
import { Notes } from '../notes.ts';
import { ApiTokens, People, SignInLinks } from '../people.ts';
import { Tenants } from '../tenants.ts';
import { UnknownChanges } from '../unknown-changes.ts';

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
