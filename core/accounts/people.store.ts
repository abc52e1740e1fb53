/** People, their one-time sign-in links and API tokens. Only hashes of links and tokens are kept. */

import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '../deadlines/civil.ts';
import { type ClientSession, collection, type Db, overAllTenants } from '../kernel/db.ts';
import { sha256 } from '../kernel/ids.ts';
import { type Actor, ALL_ACCOUNT_ROLES, type Role, type Scope, UNNAMED_TOKEN } from '../kernel/roles.ts';
import { accountIdsOf } from './accounts.store.ts';
import { type PersonalSettings, UNCHOSEN } from './personal-settings.ts';

export interface Person {
  readonly _id: string;
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  /** Absent, or without a field: not chosen. */
  readonly settings?: Partial<PersonalSettings>;
}

export const People = collection<Person>(
  'people',
  { email: String, name: String, role: String, createdAt: Date, settings: Object },
  [{ keys: { tenantId: 1, email: 1 }, unique: true }, { keys: { tenantId: 1, role: 1 } }],
);

interface SignInLink {
  readonly _id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly expiresAt: Date;
}

export const SignInLinks = collection<SignInLink>('signInLinks', { personId: String, expiresAt: Date }, [
  { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
]);

export interface ApiToken {
  readonly _id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly role: Role;
  readonly accountIds: readonly string[] | 'all';
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const ApiTokens = collection<ApiToken>(
  'apiTokens',
  { name: String, role: String, accountIds: Object, createdAt: Date, expiresAt: Date },
  [{ keys: { tenantId: 1, name: 1 } }],
);

export interface Principal {
  readonly actor: Actor;
  readonly name: string;
  readonly email: string | null;
  readonly scope: Scope;
}

const LINK_MINUTES = 15;

/** "eva.jonsson@x" becomes "Eva Jonsson": what is shown until the person says otherwise. */
function nameFrom(email: string): string {
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

export function firstPerson(db: Db, key: { tenantId: string; role: Role }): Promise<Person | null> {
  return People(db)
    .findOne({ tenantId: key.tenantId, role: key.role })
    .sort({ createdAt: 1, email: 1 })
    .lean<Person>();
}

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

export function peopleWhoModerate(db: Db, tenantId: string): Promise<Person[]> {
  return People(db)
    .find({ tenantId, role: { $in: ['administrator', 'deputy', 'moderator', 'communications-unit'] } })
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

/** A one-time token for a person, valid {@link LINK_MINUTES} minutes. */
export async function createSignInToken(db: Db, person: Person, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * MINUTE_MS);
  await SignInLinks(db).create({
    _id: sha256(token),
    tenantId: person.tenantId,
    personId: person._id,
    expiresAt,
  });
  return token;
}

/** Spends the token: the second caller gets null, like one who is late or guesses. */
export async function spendSignInToken(db: Db, token: string, now: Date): Promise<Person | null> {
  const link = await SignInLinks(db)
    .findOneAndDelete({ _id: sha256(token) }, overAllTenants('the link names the municipality'))
    .lean<SignInLink>();
  if (link === null || link.expiresAt <= now) return null;
  return People(db).findOne({ tenantId: link.tenantId, _id: link.personId }).lean<Person>();
}

export async function createApiToken(
  db: Db,
  wanted: Omit<ApiToken, '_id' | 'createdAt' | 'expiresAt'> & { days: number; now: Date },
): Promise<string> {
  const token = `upp_${randomBytes(30).toString('base64url')}`;
  const { tenantId, name, role, accountIds, days, now } = wanted;
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  await ApiTokens(db).create({
    _id: sha256(token),
    tenantId,
    name,
    role,
    accountIds,
    createdAt: now,
    expiresAt,
  });
  return token;
}

export async function principalOfToken(db: Db, token: string, now: Date): Promise<Principal | null> {
  const found = await ApiTokens(db)
    .findOne({ _id: sha256(token) }, null, overAllTenants('the token names the municipality'))
    .lean<ApiToken>();
  if (found === null || found.expiresAt <= now) return null;
  const { tenantId, role, accountIds, name } = found;
  const id = found._id.slice(0, 16);
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
  if (token === null || token.expiresAt <= now) return null;
  const { role, accountIds, name } = token;
  return { actor, name, email: null, scope: { tenantId, role, accountIds } };
}

export async function principalOfPerson(
  db: Db,
  key: { tenantId: string; id: string },
): Promise<Principal | null> {
  const person = await People(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<Person>();
  if (person === null) return null;
  const { tenantId, role, email, name } = person;
  const accountIds = ALL_ACCOUNT_ROLES.has(role) ? 'all' : await accountIdsOf(db, { tenantId, email });
  return { actor: { kind: 'person', id: person._id }, name, email, scope: { tenantId, role, accountIds } };
}
