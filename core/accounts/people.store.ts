/** People, their one-time sign-in links and API tokens. Only hashes of links and tokens are kept. */

import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '../deadlines/civil.ts';
import { logWork } from '../inbox/work-log.store.ts';
import { type ClientSession, collection, type Db, overAllTenants, transaction } from '../kernel/db.ts';
import { invalid } from '../kernel/errors.ts';
import { sha256 } from '../kernel/ids.ts';
import { type Actor, ALL_ACCOUNT_ROLES, type Role, type Scope, UNNAMED_TOKEN } from '../kernel/roles.ts';
import type { Account } from './account.ts';
import { accountIdsAmong, accountIdsOf } from './accounts.store.ts';
import { type PersonalSettings, UNCHOSEN } from './personal-settings.ts';
import { ADMINISTERING, rolesOf } from './places.ts';

export interface Person {
  readonly _id: string;
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  /** Absent, or without a field: not chosen. */
  readonly settings?: Partial<PersonalSettings>;
  /** To these accounts, and to those of these boards, beside the ones that name the person. Both absent: no limit. */
  readonly accountIds?: readonly string[];
  readonly boards?: readonly string[];
  /** Their name stays with what they did; they sign in no more. */
  readonly removedAt?: Date;
}

export const People = collection<Person>(
  'people',
  {
    email: String,
    name: String,
    role: String,
    createdAt: Date,
    settings: Object,
    accountIds: { type: [String], default: undefined },
    boards: { type: [String], default: undefined },
    removedAt: Date,
  },
  [{ keys: { tenantId: 1, email: 1 }, unique: true }, { keys: { tenantId: 1, role: 1 } }],
);

export interface ApiToken {
  readonly _id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly role: Role;
  readonly accountIds: readonly string[] | 'all';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the hour. */
  readonly lastUsedAt?: Date;
  readonly revokedAt?: Date;
}

export const ApiTokens = collection<ApiToken>(
  'apiTokens',
  {
    name: String,
    role: String,
    accountIds: Object,
    createdAt: Date,
    expiresAt: Date,
    lastUsedAt: Date,
    revokedAt: Date,
  },
  [{ keys: { tenantId: 1, name: 1 } }],
);

/** An id that may be shown and stands in events: the beginning of the hash. */
export const keyIdOf = ({ _id }: Pick<ApiToken, '_id'>): string => _id.slice(0, 16);

export interface Principal {
  readonly actor: Actor;
  readonly name: string;
  readonly email: string | null;
  readonly scope: Scope;
}

/** Who has the machine itself. */
export const COMMAND_LINE: Actor = { kind: 'machine', id: 'command-line' };

/** "eva.jonsson@x" becomes "Eva Jonsson": what is shown until the person says otherwise. */
export function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._-]+/u).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** The person of this address, made with this role if unknown. A known person keeps their role. */
export async function ensurePerson(
  db: Db,
  person: { tenantId: string; email: string; role: Role; now: Date },
  session?: ClientSession,
): Promise<Person> {
  const { tenantId, email, role, now } = person;
  const found = await People(db)
    .findOneAndUpdate(
      { tenantId, email },
      { $setOnInsert: { _id: randomUUID(), tenantId, email, role, name: nameFrom(email), createdAt: now } },
      { upsert: true, returnDocument: 'after', ...(session ? { session } : {}) },
    )
    .lean<Person>();
  if (found === null) throw new Error('An upsert returned nothing.');
  return found;
}

/** All whom an account names are here, and may be what it names them: who is not known comes in with the place's role. */
export async function ensureNamed(
  db: Db,
  account: Account,
  { now, session }: { now: Date; session: ClientSession },
): Promise<void> {
  for (const { email, role, place } of rolesOf(account)) {
    const person = await ensurePerson(db, { tenantId: account.tenantId, email, role, now }, session);
    if (person.removedAt) throw invalid(`${place}: ${email} was removed; add the person first.`);
    if (place === 'administrators' && !ADMINISTERING.has(person.role))
      throw invalid(`administrators: ${email} has the role ${person.role}.`);
  }
}

export function firstPerson(db: Db, key: { tenantId: string; role: Role }): Promise<Person | null> {
  return People(db)
    .findOne({ tenantId: key.tenantId, role: key.role, removedAt: null })
    .sort({ createdAt: 1, email: 1 })
    .lean<Person>();
}

/** Also one who was removed. */
export function personByEmail(db: Db, key: { tenantId: string; email: string }): Promise<Person | null> {
  return People(db).findOne({ tenantId: key.tenantId, email: key.email }).lean<Person>();
}

export async function personalSettingsOf(
  db: Db,
  key: { tenantId: string; id: string },
): Promise<PersonalSettings> {
  const person = await People(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, { settings: 1 })
    .lean<Pick<Person, 'settings'>>();
  return { ...UNCHOSEN, ...person?.settings };
}

/** What is left out stays. */
export async function changePersonalSettings(
  db: Db,
  key: { tenantId: string; id: string },
  changes: Partial<PersonalSettings>,
): Promise<void> {
  const set = Object.entries(changes).map(([name, value]) => [`settings.${name}`, value] as const);
  if (set.length === 0) return;
  await People(db).updateOne({ tenantId: key.tenantId, _id: key.id }, { $set: Object.fromEntries(set) });
}

export function personById(db: Db, key: { tenantId: string; id: string }): Promise<Person | null> {
  return People(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<Person>();
}

/** Everybody who may sign in. */
export function peopleIn(db: Db, tenantId: string): Promise<Person[]> {
  return People(db).find({ tenantId, removedAt: null }).sort({ name: 1, email: 1 }).lean<Person[]>();
}

export function peopleWhoModerate(db: Db, tenantId: string): Promise<Person[]> {
  return People(db)
    .find({
      ...{ tenantId, removedAt: null },
      role: { $in: ['administrator', 'deputy', 'moderator', 'communications-unit'] },
    })
    .sort({ name: 1 })
    .lean<Person[]>();
}

export async function namesOf(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
): Promise<Map<string, string>> {
  const people = await People(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...new Set(key.ids)] } }, { name: 1 })
    .lean<{ _id: string; name: string }[]>();
  return new Map(people.map(({ _id, name }) => [_id, name]));
}

/** The name of a person or of an API token; null for a machine, for a token that has none, or for one who is gone. */
export async function nameOfActor(
  db: Db,
  { tenantId, actor }: { tenantId: string; actor: Actor },
): Promise<string | null> {
  if (actor.kind === 'person')
    return (await namesOf(db, { tenantId, ids: [actor.id] })).get(actor.id) ?? null;
  if (actor.kind !== 'token') return null;
  // An actor's id is the beginning of the token's, in hexadecimal.
  const _id = { $gte: actor.id, $lt: `${actor.id}g` };
  const token = await ApiTokens(db).findOne({ tenantId, _id }, { name: 1 }).lean<ApiToken>();
  return token === null || token.name === UNNAMED_TOKEN ? null : token.name;
}

/** The names of people and of API tokens by their actor's ids; who is gone is not among them. */
export async function namesOfActors(
  db: Db,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<Map<string, string>> {
  const names = await namesOf(db, { tenantId, ids });
  for (const id of new Set(ids)) {
    if (names.has(id)) continue;
    const name = await nameOfActor(db, { tenantId, actor: { kind: 'token', id } });
    if (name !== null) names.set(id, name);
  }
  return names;
}

export async function createApiToken(
  db: Db,
  wanted: Pick<ApiToken, 'tenantId' | 'name' | 'role' | 'accountIds'> & { days: number; now: Date },
  maker: Actor = COMMAND_LINE,
): Promise<string> {
  const token = `upp_${randomBytes(30).toString('base64url')}`;
  const { tenantId, name, role, accountIds, days, now } = wanted;
  const _id = sha256(token);
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  await transaction(db, async (session) => {
    const row = { _id, tenantId, name, role, accountIds, createdAt: now, expiresAt };
    await ApiTokens(db).insertMany([row], { session, lean: true });
    const entry = { tenantId, type: 'key.made' as const, subject: keyIdOf({ _id }), actor: maker, at: now };
    await logWork(db, { ...entry, data: { role, days } }, session);
  });
  return token;
}

/** One write an hour at most, however often it is used. */
async function noteUse(db: Db, { _id, tenantId, lastUsedAt }: ApiToken, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < HOUR_MS) return;
  await ApiTokens(db).updateOne({ tenantId, _id }, { $set: { lastUsedAt: now } });
}

export async function principalOfToken(db: Db, token: string, now: Date): Promise<Principal | null> {
  const found = await ApiTokens(db)
    .findOne({ _id: sha256(token) }, null, overAllTenants('the token names the municipality'))
    .lean<ApiToken>();
  if (found === null || found.revokedAt || found.expiresAt <= now) return null;
  await noteUse(db, found, now);
  const { tenantId, role, accountIds, name } = found;
  const id = keyIdOf(found);
  return { actor: { kind: 'token', id }, name, email: null, scope: { tenantId, role, accountIds } };
}

/** Who asked for something that is done later, with the rights that they have now; null: they have none any more. */
export async function principalOfActor(
  db: Db,
  { tenantId, actor, now }: { tenantId: string; actor: Actor; now: Date },
): Promise<Principal | null> {
  if (actor.kind === 'person') return principalOfPerson(db, { tenantId, id: actor.id });
  if (actor.kind !== 'token') return null;
  // An actor's id is the beginning of the token's, in hexadecimal.
  const _id = { $gte: actor.id, $lt: `${actor.id}g` };
  const token = await ApiTokens(db).findOne({ tenantId, _id }).lean<ApiToken>();
  if (token === null || token.revokedAt || token.expiresAt <= now) return null;
  const { role, accountIds, name } = token;
  return { actor, name, email: null, scope: { tenantId, role, accountIds } };
}

/** A role that sees every account sees those alone to which it is limited; another, those beside the ones that name it. */
async function accountsSeenBy(db: Db, person: Person): Promise<readonly string[] | 'all'> {
  const { tenantId, email, role, accountIds, boards } = person;
  const isLimited = accountIds !== undefined || boards !== undefined;
  const seesAll = ALL_ACCOUNT_ROLES.has(role);
  if (!isLimited) return seesAll ? 'all' : accountIdsOf(db, { tenantId, email });
  const [named, owned] = await Promise.all([
    seesAll ? [] : accountIdsOf(db, { tenantId, email }),
    accountIdsAmong(db, { tenantId, ids: accountIds ?? [], boards: boards ?? [] }),
  ]);
  return [...new Set([...named, ...owned])];
}

export async function principalOfPerson(
  db: Db,
  key: { tenantId: string; id: string },
): Promise<Principal | null> {
  const person = await People(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<Person>();
  if (person === null || person.removedAt) return null;
  const { tenantId, role, email, name } = person;
  const accountIds = await accountsSeenBy(db, person);
  return { actor: { kind: 'person', id: person._id }, name, email, scope: { tenantId, role, accountIds } };
}
