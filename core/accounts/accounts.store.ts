/** Connected accounts. A platform's external id is unique over the installation: it is how a delivery finds its tenant. */

import { type ClientSession, collection, type Db, isDuplicateKey, overAllTenants } from '../kernel/db.ts';
import { UppsiktError } from '../kernel/errors.ts';
import type { Capabilities, Platform } from '../kernel/platform.ts';
import type { Scope } from '../kernel/roles.ts';
import { type Account, assertGoverned } from './account.ts';

export const Accounts = collection<Account>(
  'accounts',
  {
    platform: String,
    externalId: String,
    name: String,
    country: String,
    board: String,
    administrators: [String],
    deputies: [String],
    head: String,
    unit: String,
    capabilities: Object,
    apiBase: String,
    encryptedToken: String,
    outgoing: String,
    disconnectedAt: Date,
    demo: Boolean,
    createdAt: Date,
  },
  [{ keys: { platform: 1, externalId: 1 }, unique: true }, { keys: { tenantId: 1, administrators: 1 } }],
);

/** Hop 5: whose page is this? Null: nobody has connected it. */
export function accountByExternalId(db: Db, platform: Platform, externalId: string): Promise<Account | null> {
  return Accounts(db)
    .findOne(
      { platform, externalId, disconnectedAt: null },
      null,
      overAllTenants('a delivery names the account, not the municipality'),
    )
    .lean<Account>();
}

/** Those of these pages that are connected, on whatever platform. */
export function connectedAmong(db: Db, externalIds: readonly string[]) {
  return Accounts(db)
    .find(
      { externalId: { $in: [...externalIds] }, disconnectedAt: null },
      { platform: 1, externalId: 1 },
      overAllTenants('a delivery names the account, not the municipality'),
    )
    .lean<Pick<Account, 'platform' | 'externalId'>[]>();
}

/** Of these accounts, of whatever municipality, the ones from which actions go out. */
export function activeAmong(db: Db, ids: readonly string[]) {
  return Accounts(db)
    .find(
      { _id: { $in: [...ids] }, outgoing: 'active' },
      { tenantId: 1 },
      overAllTenants('the sweeper serves the whole installation'),
    )
    .lean<Pick<Account, '_id' | 'tenantId'>[]>();
}

/** What a platform lets an account do is the connector's to say; an account keeps a copy, made anew when a worker starts. */
export async function alignCapabilities(
  db: Db,
  platforms: readonly { readonly platform: Platform; readonly capabilities: Capabilities }[],
): Promise<void> {
  for (const { platform, capabilities } of platforms)
    await Accounts(db).updateMany(
      { platform, capabilities: { $ne: capabilities } },
      { $set: { capabilities } },
      overAllTenants('the platform is the same for every municipality'),
    );
}

export function accountById(db: Db, key: { tenantId: string; id: string }): Promise<Account | null> {
  return Accounts(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<Account>();
}

export function accountInSession(
  db: Db,
  key: { tenantId: string; id: string },
  session: ClientSession,
): Promise<Account | null> {
  return Accounts(db).findOne({ tenantId: key.tenantId, _id: key.id }).session(session).lean<Account>();
}

export function accountsIn(db: Db, scope: Scope): Promise<Account[]> {
  const chosen = scope.accountIds === 'all' ? {} : { _id: { $in: [...scope.accountIds] } };
  return Accounts(db)
    .find({ tenantId: scope.tenantId, ...chosen })
    .sort({ name: 1 })
    .lean<Account[]>();
}

const placesOf = (email: string) => [
  { administrators: email },
  { deputies: email },
  { head: email },
  { unit: email },
];

/** The accounts that a person is named on, as administrator, deputy or head. */
export async function accountIdsOf(db: Db, key: { tenantId: string; email: string }): Promise<string[]> {
  const accounts = await Accounts(db)
    .find({ tenantId: key.tenantId, $or: placesOf(key.email) }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return accounts.map(({ _id }) => _id);
}

/** Those of these ids, and those of these boards. */
export async function accountIdsAmong(
  db: Db,
  { tenantId, ids, boards }: { tenantId: string; ids: readonly string[]; boards: readonly string[] },
): Promise<string[]> {
  const accounts = await Accounts(db)
    .find({ tenantId, $or: [{ _id: { $in: [...ids] } }, { board: { $in: [...boards] } }] }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return accounts.map(({ _id }) => _id);
}

/** The accounts that name this person, in whatever place. */
export function accountsNaming(
  db: Db,
  { tenantId, email }: { tenantId: string; email: string },
  session?: ClientSession,
): Promise<Account[]> {
  return Accounts(db)
    .find({ tenantId, $or: placesOf(email) })
    .session(session ?? null)
    .sort({ name: 1 })
    .lean<Account[]>();
}

/** Throws 422 without board, two administrators or unit. */
export async function writeAccountPeople(db: Db, account: Account, session: ClientSession): Promise<void> {
  assertGoverned(account);
  const { tenantId, _id, name, board, administrators, deputies, head, unit } = account;
  await Accounts(db).updateOne(
    { tenantId, _id },
    { $set: { name, board, administrators, deputies, head, unit } },
    { session },
  );
}

/** Throws 422 without board, two administrators and unit; 409 when the page is connected already. */
export async function insertAccount(db: Db, account: Account, session: ClientSession): Promise<void> {
  assertGoverned(account);
  try {
    await Accounts(db).insertMany([account], { session, lean: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new UppsiktError({
      code: 'already_connected',
      status: 409,
      message: 'This account is already connected.',
      cause: error,
    });
  }
}

export async function setOutgoing(
  db: Db,
  account: { tenantId: string; id: string; outgoing: Account['outgoing'] },
  session: ClientSession,
): Promise<void> {
  const { tenantId, id, outgoing } = account;
  await Accounts(db).updateOne({ tenantId, _id: id }, { $set: { outgoing } }, { session });
}

export async function setApiBase(
  db: Db,
  key: { tenantId: string; id: string },
  apiBase: string,
): Promise<void> {
  await Accounts(db).updateOne({ tenantId: key.tenantId, _id: key.id }, { $set: { apiBase } });
}

export function countAccounts(db: Db, tenantId: string): Promise<number> {
  return Accounts(db).countDocuments({ tenantId });
}

/** The accounts that a board owns. */
export function accountsOfBoard(db: Db, key: { tenantId: string; board: string }): Promise<Account[]> {
  return Accounts(db).find({ tenantId: key.tenantId, board: key.board }).sort({ name: 1 }).lean<Account[]>();
}

/** Every account of the installation, for the work that serves them all. */
export function allAccounts(db: Db): Promise<Account[]> {
  return Accounts(db)
    .find({}, null, overAllTenants('the deadline work serves the installation'))
    .lean<Account[]>();
}
