import type { Account } from '../../../core/accounts/account.ts';
import {
  changeAccount,
  disconnectAccount,
  pauseAccount,
  setToken,
} from '../../../core/accounts/account-changes.store.ts';
import type { AccountShape } from '../../../core/accounts/accounts.contract.ts';
import { accountById, accountsIn } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import { secretToConnect } from '../../../core/accounts/app-secrets.ts';
import { type Principal, peopleWhoModerate } from '../../../core/accounts/people.store.ts';
import { publishRights } from '../../../core/inbox/publish-items.ts';
import { countUnknown } from '../../../core/inbox/unknown-changes.store.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import { NO_CAPABILITIES } from '../../../core/kernel/platform.ts';
import { currentHouseRules } from '../../../core/moderation/house-rules.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';

async function present(deps: ServerDeps, account: Account): Promise<AccountShape> {
  const key = { tenantId: account.tenantId, accountId: account._id };
  const [rules, unknownChanges] = await Promise.all([
    currentHouseRules(deps.db, key),
    countUnknown(deps.db, key),
  ]);
  const { _id, platform, externalId, name, country, board, administrators, deputies, head, unit } = account;
  return {
    id: _id,
    platform,
    externalId,
    name,
    country,
    board,
    administrators: [...administrators],
    deputies: [...deputies],
    head,
    unit,
    capabilities: { ...NO_CAPABILITIES, ...account.capabilities },
    connected: account.encryptedToken !== null,
    outgoing: account.outgoing,
    disconnectedAt: account.disconnectedAt?.toISOString() ?? null,
    demo: account.demo,
    createdAt: account.createdAt.toISOString(),
    houseRules: rules && { version: rules.version, texts: { ...rules.texts } },
    unknownChanges,
  };
}

type AccountRoutes =
  | 'listAccounts'
  | 'addAccount'
  | 'changeAccount'
  | 'setAccountToken'
  | 'setAccountOutgoing'
  | 'disconnectAccount'
  | 'listPeople';

export function accountHandlers(deps: ServerDeps): Pick<Handlers, AccountRoutes> {
  const doing = ({ actor }: Principal) => ({ actor, at: deps.now() });
  const mayChange = async ({ scope }: Principal, id: string) => {
    await assertMaySet(deps, scope, id);
    return { tenantId: scope.tenantId, id };
  };
  return {
    async listAccounts({ principal }) {
      const accounts = await accountsIn(deps.db, principal.scope);
      return { accounts: await Promise.all(accounts.map((account) => present(deps, account))) };
    },
    async addAccount({ principal, body }) {
      // A new account is outside every list of accounts, and brings people of its own.
      await assertMaySet(deps, principal.scope, null);
      const connector = deps.connectors.get(body.platform);
      if (connector === undefined) throw invalid('This platform cannot be connected yet.');
      const newAccount = {
        ...body,
        tenantId: principal.scope.tenantId,
        head: body.head ?? null,
        unit: body.unit ?? deps.settings.unitEmail,
        token: body.token ?? null,
        apiBase: body.apiBase ?? null,
      };
      const apiBase = body.apiBase ?? connector.defaultApiBase;
      const appSecret = secretToConnect(deps.secrets, { platform: body.platform, apiBase, demo: false });
      const account = await addAccount(newAccount, {
        db: deps.db,
        connector,
        vault: deps.vault,
        now: deps.now(),
        appSecret,
      });
      return present(deps, account);
    },
    async changeAccount({ principal, id, body }) {
      const key = await mayChange(principal, id);
      const { name, board, administrators, deputies, head, unit } = body;
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(board === undefined ? {} : { board }),
        ...(administrators === undefined ? {} : { administrators }),
        ...(deputies === undefined ? {} : { deputies }),
        ...(head === undefined ? {} : { head }),
        ...(unit === undefined ? {} : { unit }),
      };
      const account = await changeAccount(deps.db, key, { change, ...doing(principal) });
      await publishRights(deps.publisher, key.tenantId, deps.now());
      return present(deps, account);
    },
    async setAccountToken({ principal, id, body: { token, offline } }) {
      const key = await mayChange(principal, id);
      const account = await accountById(deps.db, key);
      const connector = account === null ? undefined : deps.connectors.get(account.platform);
      if (account === null || connector === undefined)
        throw invalid('This platform cannot be connected yet.');
      const appSecret = secretToConnect(deps.secrets, account);
      const given = { token, offline, connector, vault: deps.vault, appSecret };
      return present(deps, await setToken(deps.db, key, { ...given, ...doing(principal) }));
    },
    async setAccountOutgoing({ principal, id, body: { outgoing } }) {
      const key = await mayChange(principal, id);
      return present(deps, await pauseAccount(deps.db, key, { outgoing, ...doing(principal) }));
    },
    async disconnectAccount({ principal, id }) {
      const key = await mayChange(principal, id);
      return present(deps, await disconnectAccount(deps.db, key, doing(principal)));
    },
    async listPeople({ principal }) {
      const people = await peopleWhoModerate(deps.db, principal.scope.tenantId);
      return { people: people.map(({ _id, name, role }) => ({ id: _id, name, role })) };
    },
  };
}
