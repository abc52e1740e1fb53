/** What becomes of a connected account: its people and board, its token, a pause, its end. */

import { holdForResume } from '../actions/actions.store.ts';
import type { Cause, Connector } from '../actions/connector.ts';
import { reopenWaiting } from '../inbox/deliveries.store.ts';
import { logWork } from '../inbox/work-log.store.ts';
import { type ClientSession, type Db, transaction } from '../kernel/db.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import type { TokenVault } from '../kernel/token-vault.ts';
import { type Account, cleanEmails } from './account.ts';
import { Accounts, accountInSession, setOutgoing, writeAccountPeople } from './accounts.store.ts';
import { checkToken } from './add-account.store.ts';
import { ensureNamed } from './people.store.ts';
import type { Doing } from './person-changes.store.ts';

interface Key {
  readonly tenantId: string;
  readonly id: string;
}

export type AccountChange = Partial<
  Pick<Account, 'name' | 'board' | 'administrators' | 'deputies' | 'head' | 'unit'>
>;

async function accountIn(db: Db, key: Key, session: ClientSession): Promise<Account> {
  const account = await accountInSession(db, key, session);
  if (account === null) throw notFound('account');
  return account;
}

function logged(
  db: Db,
  { tenantId, id }: Key,
  {
    session,
    ...entry
  }: Doing & {
    readonly type: 'account.changed' | 'account.disconnected';
    readonly data: Readonly<Record<string, string | number>>;
    readonly session: ClientSession;
  },
): Promise<void> {
  return logWork(db, { tenantId, subject: id, ...entry }, session);
}

/** What is left out stays. Who is named and not known comes in with the role of the place. */
export async function changeAccount(
  db: Db,
  key: Key,
  { change, actor, at }: Doing & { readonly change: AccountChange },
): Promise<Account> {
  const clean = (field: 'administrators' | 'deputies') =>
    change[field] === undefined ? {} : { [field]: cleanEmails(change[field], field) };
  const one = (field: 'head' | 'unit') => {
    const given = change[field];
    if (given === undefined) return {};
    return {
      [field]: given === null || given.trim() === '' ? null : (cleanEmails([given], field)[0] ?? null),
    };
  };
  return transaction(db, async (session) => {
    const before = await accountIn(db, key, session);
    const after: Account = {
      ...before,
      ...(change.name === undefined ? {} : { name: change.name.trim() }),
      ...(change.board === undefined ? {} : { board: change.board.trim() }),
      ...{ ...clean('administrators'), ...clean('deputies'), ...one('head'), ...one('unit') },
    };
    if (after.name === '') throw invalid('name: an account needs a name.');
    await writeAccountPeople(db, { ...after, unit: after.unit ?? '' }, session);
    await ensureNamed(db, after, { now: at, session });
    await logged(db, key, { type: 'account.changed', actor, at, data: {}, session });
    return after;
  });
}

/** Waits for what these say: a new token may be the answer. */
const ANSWERED_BY_TOKEN: readonly Cause[] = ['no-token', 'token-expired', 'permission-missing'];

export interface TokenDeps {
  readonly connector: Connector;
  readonly vault: TokenVault;
  readonly appSecret: string | null;
}

/**
 * Exchanges the token and lets go what waited for it. Throws 422 `account_check_failed` naming what is missing;
 * `offline`: not checked.
 */
export async function setToken(
  db: Db,
  key: Key,
  {
    token,
    offline,
    actor,
    at,
    ...deps
  }: Doing & TokenDeps & { readonly token: string; readonly offline: boolean },
): Promise<Account> {
  const account = await transaction(db, (session) => accountIn(db, key, session));
  if (!offline) await checkToken(account, token, deps);
  return transaction(db, async (session) => {
    const encryptedToken = deps.vault.seal(token);
    await Accounts(db).updateOne(
      { tenantId: key.tenantId, _id: key.id },
      { $set: { encryptedToken }, $unset: { disconnectedAt: 1 } },
      { session },
    );
    if (account.disconnectedAt) await reopenWaiting(db, account, session);
    await holdForResume(
      db,
      { tenantId: key.tenantId, accountId: key.id, causes: ANSWERED_BY_TOKEN },
      session,
    );
    await setOutgoing(db, { ...key, outgoing: 'active' }, session);
    await logged(db, key, { type: 'account.changed', actor, at, data: { token: 1 }, session });
    return accountIn(db, key, session);
  });
}

/** Nothing more goes out, or what waited goes. It goes on taking in. */
export async function pauseAccount(
  db: Db,
  key: Key,
  { outgoing, actor, at }: Doing & { readonly outgoing: Account['outgoing'] },
): Promise<Account> {
  return transaction(db, async (session) => {
    const before = await accountIn(db, key, session);
    if (before.disconnectedAt)
      throw invalid('The account is disconnected: give it a token to connect it again.');
    await setOutgoing(db, { ...key, outgoing }, session);
    await logged(db, key, { type: 'account.changed', actor, at, data: { outgoing }, session });
    return { ...before, outgoing };
  });
}

/**
 * Its token is destroyed and nothing comes in or goes out; what came in stays, with its deadlines, records and retention.
 * What the platform goes on sending waits, as for an account that is not connected. A new token connects it again.
 */
export async function disconnectAccount(db: Db, key: Key, { actor, at }: Doing): Promise<Account> {
  return transaction(db, async (session) => {
    const before = await accountIn(db, key, session);
    await Accounts(db).updateOne(
      { tenantId: key.tenantId, _id: key.id },
      { $set: { encryptedToken: null, outgoing: 'paused', disconnectedAt: at } },
      { session },
    );
    await logged(db, key, { type: 'account.disconnected', actor, at, data: {}, session });
    return { ...before, encryptedToken: null, outgoing: 'paused', disconnectedAt: at };
  });
}
