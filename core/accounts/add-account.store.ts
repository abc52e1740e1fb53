/** Connects an account: checked at the platform, then stored with its people and its house rules, all or nothing. */
import { randomUUID } from 'node:crypto';
import type { AccessCheck, Connector } from '../actions/connector.ts';
import { reopenWaiting } from '../inbox/deliveries.store.ts';
import { type Db, transaction } from '../kernel/db.ts';
import { invalid, UppsiktError } from '../kernel/errors.ts';
import { isPublicName } from '../kernel/guarded-fetch/address.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Country } from '../kernel/platform.ts';
import type { TokenVault } from '../kernel/token-vault.ts';
import { insertHouseRules } from '../moderation/house-rules.store.ts';
import houseRules from '../moderation/house-rules-2.json' with { type: 'json' };
import { type Account, assertGoverned, cleanEmails } from './account.ts';
import { insertAccount } from './accounts.store.ts';
import { ensureNamed } from './people.store.ts';
import { ensureTenant } from './tenants.store.ts';

export interface NewAccount {
  readonly tenantId: string;
  readonly externalId: string;
  readonly name: string;
  readonly country: Country;
  readonly board: string;
  readonly administrators: readonly string[];
  readonly deputies: readonly string[];
  readonly head: string | null;
  readonly unit: string | null;
  readonly token: string | null;
  /** Null: the platform's own address. */
  readonly apiBase: string | null;
  /** Skips the check of token, scopes and subscription. */
  readonly offline: boolean;
  readonly demo?: { readonly municipality: string };
}

export interface AddAccountDeps {
  readonly db: Db;
  readonly connector: Connector;
  readonly vault: TokenVault;
  readonly now: Date;
  /** App secret of the platform, for the check of scopes. */
  readonly appSecret: string | null;
  /** A platform on this machine may be named: for who has the machine itself, and for the demo. */
  readonly platformOnThisMachine?: boolean;
}

function accountOf(newAccount: NewAccount, { connector, vault, now }: AddAccountDeps): Account {
  const [unit = ''] = cleanEmails([newAccount.unit ?? ''], 'unit');
  const [head = null] = newAccount.head === null ? [] : cleanEmails([newAccount.head], 'head');
  return {
    _id: derivedId('account', connector.platform, newAccount.externalId.trim()),
    tenantId: newAccount.tenantId,
    platform: connector.platform,
    externalId: newAccount.externalId.trim(),
    name: newAccount.name.trim(),
    country: newAccount.country,
    board: newAccount.board.trim(),
    administrators: cleanEmails(newAccount.administrators, 'administrators'),
    deputies: cleanEmails(newAccount.deputies, 'deputies'),
    head,
    unit,
    capabilities: connector.actions.capabilities,
    apiBase: newAccount.apiBase ?? connector.defaultApiBase,
    encryptedToken: newAccount.token === null ? null : vault.seal(newAccount.token),
    outgoing: 'active',
    demo: newAccount.demo !== undefined,
    createdAt: now,
  };
}

function refusal(check: AccessCheck): UppsiktError {
  const why = [
    ...(check.externalIdMatches ? [] : ['the token belongs to another page']),
    ...(check.missing.length > 0 ? [`missing: ${check.missing.join(', ')}`] : []),
    ...(check.cause === null ? [] : [`the platform answered: ${check.cause}`]),
  ];
  return new UppsiktError({
    code: 'account_check_failed',
    status: 422,
    message: `The account was not connected: ${why.join('; ')}.`,
    detail: { missing: check.missing },
  });
}

/** Throws 422 `account_check_failed`, naming what the platform finds missing. */
export async function checkToken(
  { externalId, apiBase }: Pick<Account, 'externalId' | 'apiBase'>,
  token: string,
  { connector, appSecret }: Pick<AddAccountDeps, 'connector' | 'appSecret'>,
): Promise<void> {
  const check = await connector.backfill.connect({ externalId, apiBase, token }, { secret: appSecret });
  if (!check.ok) throw refusal(check);
}

/**
 * Only the platform's own address, or, where accounts live on servers of anybody's, a public name: a token is never sent
 * anywhere else, and the services of this machine are not called for somebody who connects an account.
 */
function assertApiBase({ apiBase, demo }: Account, deps: AddAccountDeps): void {
  const { protocol, hostname, port, username, password, search, hash } = new URL(apiBase);
  const mayBeLocal = demo || deps.platformOnThisMachine === true;
  const local = mayBeLocal && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const plain = protocol === 'https:' && port === '' && username === '' && password === '';
  const isAnybodys = deps.connector.anyServer === true && isPublicName(hostname);
  const { defaultApiBase, otherApiBases = [] } = deps.connector;
  const isKnown = [defaultApiBase, ...otherApiBases].some((base) => hostname === new URL(base).hostname);
  const own = plain && (isAnybodys || isKnown);
  const isWhole = search === '' && hash === '' && !/[?#]/u.test(apiBase);
  if (!(own || local) || !isWhole) throw invalid('The API address must be the platform’s own.');
}

/**
 * Throws 422 without board, two administrators and unit, or when the platform's check fails (nothing is stored then);
 * 409 when the page is connected already. What came for the account before is ingested now.
 */
export async function addAccount(newAccount: NewAccount, deps: AddAccountDeps): Promise<Account> {
  const account = accountOf(newAccount, deps);
  assertGoverned(account);
  assertApiBase(account, deps);
  if (newAccount.token !== null && !newAccount.offline) await checkToken(account, newAccount.token, deps);
  const { db, now } = deps;
  await ensureTenant(db, {
    _id: newAccount.tenantId,
    name: newAccount.demo?.municipality ?? account.name,
    country: newAccount.country,
    demo: account.demo,
    createdAt: now,
  });
  await transaction(db, async (session) => {
    await insertAccount(db, account, session);
    await ensureNamed(db, account, { now, session });
    await insertHouseRules(
      db,
      {
        _id: randomUUID(),
        tenantId: account.tenantId,
        accountId: account._id,
        version: 1,
        texts: houseRules,
        createdAt: now,
      },
      session,
    );
    await reopenWaiting(db, account, session);
  });
  return account;
}
