/**
 * Adds a history to an installation. It is lived through in a database beside it, where no running worker raises
 * alarms of ninety days ago, and copied when it is whole.
 */
import { Accounts, allAccounts } from '../../core/accounts/accounts.store.ts';
import { ensureTenant, Tenants } from '../../core/accounts/tenants.store.ts';
import { Clocks } from '../../core/deadlines/clocks.store.ts';
import { Captures } from '../../core/evidence/captures.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { type Db, overAllTenants } from '../../core/kernel/db.ts';
import { UppsiktError } from '../../core/kernel/errors.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { Leases } from '../../core/kernel/leases.ts';
import type { TokenVault } from '../../core/kernel/token-vault.ts';
import { StarterRegister } from '../../core/lists/list-claims.store.ts';
import { COLLECTIONS } from '../../core/migrations/collections.store.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { HISTORY_ACCOUNTS, MUNICIPALITY } from './accounts.ts';
import type { Lived } from './live.ts';
import { type HistoryOptions, planHistory } from './plan.ts';
import { writeHistory } from './write.ts';

const BATCH = 1000;
/** Each installation has its own of these. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  [Tenants, Leases, StarterRegister].map(({ collectionName }) => collectionName),
);
/** What nobody finds before it has its account comes first, what a worker looks for last. */
const FIRST = Accounts.collectionName;
const LAST: readonly string[] = [Items, Clocks].map(({ collectionName }) => collectionName);

const refused = (message: string) => new UppsiktError({ code: 'no_history_here', status: 409, message });

/** Throws where somebody works in earnest, and where a history is already. */
export async function assertRoomForHistory(db: Db): Promise<void> {
  const accounts = await allAccounts(db);
  if (accounts.some(({ demo }) => !demo))
    throw refused('A real account is connected here: a history is for demos and tests.');
  const ids = new Set(HISTORY_ACCOUNTS.map(({ externalId }) => externalId));
  if (accounts.some(({ externalId }) => ids.has(externalId)))
    throw refused('There is a history here already.');
  const sealed = await Captures(db).countDocuments({}, overAllTenants('one chain of evidence'));
  if (sealed > 0)
    throw refused(
      'Evidence has been sealed here: a history brings its own chain and needs a store without one.',
    );
}

async function copyCollection(from: Db, to: Db, name: string): Promise<void> {
  const target = to.connection.collection(name);
  let batch: Record<string, unknown>[] = [];
  const write = async () => {
    if (batch.length > 0) await target.insertMany(batch as never, { ordered: false });
    batch = [];
  };
  for await (const document of from.connection.collection(name).find()) {
    batch.push(document);
    if (batch.length === BATCH) await write();
  }
  await write();
}

async function copy(from: Db, to: Db): Promise<void> {
  const names = COLLECTIONS.map(({ collectionName }) => collectionName).filter((name) => !LEFT_OUT.has(name));
  const between = names.filter((name) => name !== FIRST && !LAST.includes(name));
  for (const name of [FIRST, ...between, ...LAST]) await copyCollection(from, to, name);
}

/** @throws UppsiktError `no_history_here` */
export async function addHistory(
  options: HistoryOptions,
  { db, vault }: { readonly db: Db; readonly vault: TokenVault },
): Promise<Lived> {
  await assertRoomForHistory(db);
  // biome-ignore lint/correctness/useHookAtTopLevel: mongoose's own word, and no hook
  const beside: Db = { connection: db.connection.useDb(`${db.connection.name}-history`) };
  try {
    await beside.connection.dropDatabase();
    await migrate(beside);
    const lived = await writeHistory(planHistory(options), { db: beside, vault });
    await assertRoomForHistory(db);
    const createdAt = options.until;
    await ensureTenant(db, { _id: MAIN_TENANT, name: MUNICIPALITY, country: 'SE', demo: true, createdAt });
    await copy(beside, db);
    return lived;
  } finally {
    await beside.connection.dropDatabase();
  }
}
