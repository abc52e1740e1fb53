import type { Account } from '../../../core/accounts/account.ts';
import type { AccountShape } from '../../../core/accounts/accounts.contract.ts';
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import { peopleWhoModerate } from '../../../core/accounts/people.store.ts';
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
    demo: account.demo,
    createdAt: account.createdAt.toISOString(),
    houseRules: rules && { version: rules.version, texts: { ...rules.texts } },
    unknownChanges,
  };
}

export function accountHandlers(
  deps: ServerDeps,
): Pick<Handlers, 'listAccounts' | 'addAccount' | 'listPeople'> {
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
      const [appSecret = null] = deps.secrets[body.platform].signing;
      const account = await addAccount(newAccount, {
        db: deps.db,
        connector,
        vault: deps.vault,
        now: deps.now(),
        appSecret,
      });
      return present(deps, account);
    },
    async listPeople({ principal }) {
      const people = await peopleWhoModerate(deps.db, principal.scope.tenantId);
      return { people: people.map(({ _id, name, role }) => ({ id: _id, name, role })) };
    },
  };
}
