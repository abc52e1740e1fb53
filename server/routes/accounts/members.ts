import type { Account } from '../../../core/accounts/account.ts';
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { keysIn, revokeKey } from '../../../core/accounts/api-keys.store.ts';
import type { KeyShape, MemberShape } from '../../../core/accounts/members.contract.ts';
import {
  type ApiToken,
  createApiToken,
  keyIdOf,
  type Person,
  type Principal,
  peopleIn,
  personById,
} from '../../../core/accounts/people.store.ts';
import {
  addPerson,
  changePerson,
  heldItems,
  removePerson,
} from '../../../core/accounts/person-changes.store.ts';
import { placesOf } from '../../../core/accounts/places.ts';
import { linkTo } from '../../../core/accounts/sign-in-links.store.ts';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import { publishItems, publishRights } from '../../../core/inbox/publish-items.ts';
import { seesAll } from '../../../core/kernel/authorise.ts';
import { forbidden, invalid, notFound } from '../../../core/kernel/errors.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import type { Role } from '../../../core/kernel/roles.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

type MemberRoutes =
  | 'listMembers'
  | 'addMember'
  | 'changeMember'
  | 'removeMember'
  | 'inviteMember'
  | 'listKeys'
  | 'makeKey'
  | 'revokeKey';

/** What every account shares is changed by who sees every account. */
function assertMayManage({ scope }: Principal): void {
  if (!seesAll(scope)) throw forbidden('This needs access to every account.');
}

/** Nobody makes more of another, or less of one above, than they are: the queues and settings are the system administrator's. */
function assertMayGive({ scope }: Principal, ...roles: readonly (Role | undefined)[]): void {
  if (roles.includes('system-administrator') && scope.role !== 'system-administrator')
    throw forbidden('Only a system administrator makes, changes or removes one.');
}

const whole = ({ scope: { tenantId, role } }: Principal) => ({ tenantId, accountIds: 'all', role }) as const;

export function memberHandlers(deps: ServerDeps): Pick<Handlers, MemberRoutes> {
  const accountsOf = (principal: Principal): Promise<Account[]> => accountsIn(deps.db, whole(principal));
  const present = (person: Person, accounts: readonly Account[], items: number): MemberShape => ({
    id: person._id,
    email: person.email,
    name: person.name,
    role: person.role,
    accountIds: person.accountIds ? [...person.accountIds] : null,
    boards: person.boards ? [...person.boards] : null,
    places: accounts.flatMap((account) =>
      placesOf(account, person.email).map((place) => ({ accountId: account._id, name: account.name, place })),
    ),
    items,
    createdAt: person.createdAt.toISOString(),
  });
  const presentOne = async (principal: Principal, person: Person): Promise<MemberShape> => {
    const { tenantId } = person;
    const [accounts, held] = await Promise.all([accountsOf(principal), heldItems(deps.db, tenantId)]);
    return present(person, accounts, held.get(person._id) ?? 0);
  };
  /** For who does not see every account, nobody is there. */
  const memberIn = async ({ scope }: Principal, id: string): Promise<Person> => {
    if (!seesAll(scope)) throw notFound('person');
    const person = await personById(deps.db, { tenantId: scope.tenantId, id });
    if (person === null || person.removedAt) throw notFound('person');
    return person;
  };
  const tellRights = ({ scope: { tenantId } }: Principal) =>
    publishRights(deps.publisher, tenantId, deps.now());
  const presentKey = (key: ApiToken): KeyShape => ({
    id: keyIdOf(key),
    name: key.name,
    role: key.role,
    accountIds: key.accountIds === 'all' ? null : [...key.accountIds],
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  });

  return {
    async listMembers({ principal }) {
      assertMayManage(principal);
      const { tenantId } = principal.scope;
      const [people, accounts, held] = await Promise.all([
        peopleIn(deps.db, tenantId),
        accountsOf(principal),
        heldItems(deps.db, tenantId),
      ]);
      return { members: people.map((person) => present(person, accounts, held.get(person._id) ?? 0)) };
    },
    async addMember({ principal, body }) {
      assertMayManage(principal);
      assertMayGive(principal, body.role);
      const { tenantId } = principal.scope;
      const person = { ...body, tenantId, name: body.name ?? '' };
      return presentOne(
        principal,
        await addPerson(deps.db, person, { actor: principal.actor, at: deps.now() }),
      );
    },
    async changeMember({ principal, id, body }) {
      const before = await memberIn(principal, id);
      assertMayGive(principal, before.role, body.role);
      if (id === principal.actor.id && body.role !== undefined && body.role !== before.role)
        throw invalid('role: nobody changes their own role.');
      const { tenantId } = principal.scope;
      const doing = { actor: principal.actor, at: deps.now() };
      const { name, role, accountIds, boards } = body;
      const person = await changePerson(
        deps.db,
        { tenantId, id },
        {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(accountIds === undefined ? {} : { accountIds }),
          ...(boards === undefined ? {} : { boards }),
          ...doing,
        },
      );
      await tellRights(principal);
      return presentOne(principal, person);
    },
    async removeMember({ principal, id, body }) {
      const before = await memberIn(principal, id);
      assertMayGive(principal, before.role);
      if (id === principal.actor.id) throw invalid('Nobody removes themselves.');
      const { tenantId } = principal.scope;
      const at = deps.now();
      const removal = { tenantId, id, to: body.to ?? null };
      const { accounts, items } = await removePerson(deps.db, removal, { actor: principal.actor, at });
      await tellRights(principal);
      void publishItems(deps.publisher, items, at);
      return { accounts, items: items.length };
    },
    async inviteMember({ principal, id, req }) {
      const person = await memberIn(principal, id);
      assertMayGive(principal, person.role);
      const base = deps.settings.publicUrl ?? `${req.protocol}://${req.headers.host}`;
      const expiresAt = new Date(deps.now().getTime() + DAY_MS);
      const token = await linkTo(deps.db, person, expiresAt);
      return {
        link: `${base.replace(/\/$/u, '')}/sign-in#${token}`,
        expiresAt: expiresAt.toISOString(),
      };
    },
    async listKeys({ principal }) {
      assertMayManage(principal);
      const { tenantId } = principal.scope;
      return { keys: (await keysIn(deps.db, { tenantId, now: deps.now() })).map(presentKey) };
    },
    async makeKey({ principal, body }) {
      assertMayManage(principal);
      assertMayGive(principal, body.role);
      const { tenantId } = principal.scope;
      const { name, role, days } = body;
      const accounts = await accountsOf(principal);
      if (body.accountIds?.some((accountId) => !accounts.some(({ _id }) => _id === accountId)))
        throw invalid('accountIds: an account that is not here.');
      const made = {
        tenantId,
        name,
        role,
        days,
        accountIds: body.accountIds ?? 'all',
        now: deps.now(),
      } as const;
      const token = await createApiToken(deps.db, made, principal.actor);
      const key = (await keysIn(deps.db, { tenantId, now: deps.now() })).find(
        ({ _id }) => _id === sha256(token),
      );
      if (key === undefined) throw new Error('A key that was made is not there.');
      return { key: presentKey(key), token };
    },
    async revokeKey({ principal, id }) {
      if (!seesAll(principal.scope)) throw notFound('key');
      const { tenantId } = principal.scope;
      await revokeKey(deps.db, { tenantId, id }, { actor: principal.actor, at: deps.now() });
      await tellRights(principal);
      return {};
    },
  };
}
