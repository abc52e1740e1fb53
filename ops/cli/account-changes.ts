/** `uppsikt account list | set | token | pause | resume | disconnect`: what becomes of a connected account. */

import { connectorFor } from '../../connectors/index.ts';
import type { Account } from '../../core/accounts/account.ts';
import {
  type AccountChange,
  changeAccount,
  disconnectAccount,
  pauseAccount,
  setToken,
} from '../../core/accounts/account-changes.store.ts';
import { accountById, accountsIn } from '../../core/accounts/accounts.store.ts';
import { secretToConnect } from '../../core/accounts/app-secrets.ts';
import { webhookSecrets } from '../../core/kernel/config.ts';
import { notFound } from '../../core/kernel/errors.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import { emails, PEOPLE_OPTIONS, readToken } from './account-options.ts';
import { OPERATOR } from './operator.ts';
import { shown } from './shown.ts';
import { withStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

/** Never the token. */
const line = ({ encryptedToken, tenantId: _, _id: id, capabilities: __, ...account }: Account): string =>
  `${JSON.stringify({ id, ...account, connected: encryptedToken !== null })}\n`;

const keyOf = (id: string) => ({ tenantId: MAIN_TENANT, id });

function changeOf(argv: string[]): AccountChange {
  const given = options(argv, PEOPLE_OPTIONS);
  if (Object.keys(given).length === 0) throw new UsageError('Say what to set.');
  return {
    ...(given.name === undefined ? {} : { name: shown(given.name, 'name') }),
    ...(given.board === undefined ? {} : { board: shown(given.board, 'board') }),
    ...(given.admins === undefined ? {} : { administrators: emails(given.admins) }),
    ...(given.deputies === undefined ? {} : { deputies: emails(given.deputies) }),
    ...(given.head === undefined ? {} : { head: given.head === '' ? null : given.head }),
    ...(given.unit === undefined ? {} : { unit: given.unit }),
  };
}

async function exchangeToken(id: string, argv: string[]): Promise<Account> {
  const given = options(argv, {
    'token-file': { type: 'string' },
    offline: { type: 'boolean', default: false },
  });
  if (given['token-file'] === undefined) throw new UsageError('--token-file is missing.');
  const token = readToken(given['token-file']);
  return withStore(async ({ db, settings, secretKey, now }) => {
    const account = await accountById(db, keyOf(id));
    if (account === null) throw notFound('account');
    const connector = connectorFor(account.platform);
    if (connector === null) throw new UsageError(`${account.platform} cannot be connected yet.`);
    const appSecret = secretToConnect(webhookSecrets(settings), account);
    const deps = { connector, vault: createTokenVault(secretKey), appSecret };
    return setToken(db, keyOf(id), { ...OPERATOR, at: now, token, offline: given.offline, ...deps });
  });
}

const CHANGES: Readonly<Record<string, (id: string, argv: string[]) => Promise<Account>>> = {
  set: (id, argv) => {
    const change = changeOf(argv);
    return withStore(({ db, now }) => changeAccount(db, keyOf(id), { change, ...OPERATOR, at: now }));
  },
  token: exchangeToken,
  pause: (id, argv) => switched(id, argv, 'paused'),
  resume: (id, argv) => switched(id, argv, 'active'),
  disconnect: (id, argv) => {
    options(argv, {});
    return withStore(({ db, now }) => disconnectAccount(db, keyOf(id), { ...OPERATOR, at: now }));
  },
};

function switched(id: string, argv: string[], outgoing: Account['outgoing']): Promise<Account> {
  options(argv, {});
  return withStore(({ db, now }) => pauseAccount(db, keyOf(id), { outgoing, ...OPERATOR, at: now }));
}

export const VERBS = ['list', ...Object.keys(CHANGES)];

export async function runChange(argv: string[], { stdout }: Io): Promise<number> {
  const [verb = '', ...rest] = argv;
  if (verb === 'list') {
    options(rest, {});
    const scope = { tenantId: MAIN_TENANT, accountIds: 'all', role: 'system-administrator' } as const;
    for (const account of await withStore(({ db }) => accountsIn(db, scope))) stdout.write(line(account));
    return 0;
  }
  const [id = '', ...given] = rest;
  if (id === '' || id.startsWith('--'))
    throw new UsageError(`account ${verb} needs the id of the account: account list has it.`);
  const change = CHANGES[verb];
  if (change === undefined) throw new UsageError(`account has no ${verb}.`);
  stdout.write(line(await change(id, given)));
  return 0;
}
