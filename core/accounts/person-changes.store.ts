/**
 * People come, change and go: by the page, by the command line, by whatever way. Each is one transaction with its line in
 * the work log, and no way leaves an account without two administrators (rule 5).
 */
import { randomUUID } from 'node:crypto';
import { recordNewEvents } from '../inbox/change-item.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { logWork } from '../inbox/work-log.store.ts';
import { type ClientSession, type Db, transaction } from '../kernel/db.ts';
import { invalid, notFound, UppsiktError } from '../kernel/errors.ts';
import type { Actor, Role } from '../kernel/roles.ts';
import { type Account, cleanEmails, isGoverned } from './account.ts';
import { accountIdsAmong, accountsNaming, writeAccountPeople } from './accounts.store.ts';
import { nameFrom, People, type Person } from './people.store.ts';
import { ADMINISTERING, handedOn, placesOf } from './places.ts';

export interface PersonFields {
  readonly name: string;
  readonly role: Role;
  /** Null: no limit. */
  readonly accountIds: readonly string[] | null;
  readonly boards: readonly string[] | null;
}

export interface Doing {
  readonly actor: Actor;
  readonly at: Date;
}

interface Key {
  readonly tenantId: string;
  readonly id: string;
}

const limits = ({ accountIds, boards }: Pick<PersonFields, 'accountIds' | 'boards'>) => ({
  ...(accountIds === null ? {} : { accountIds: [...accountIds] }),
  ...(boards === null ? {} : { boards: [...boards] }),
});

async function assertLimits(
  db: Db,
  tenantId: string,
  { accountIds, boards }: Partial<PersonFields>,
): Promise<void> {
  for (const id of accountIds ?? [])
    if ((await accountIdsAmong(db, { tenantId, ids: [id], boards: [] })).length === 0)
      throw invalid('accountIds: an account that is not here.');
  for (const board of boards ?? [])
    if ((await accountIdsAmong(db, { tenantId, ids: [], boards: [board] })).length === 0)
      throw invalid(`boards: no account belongs to ${board}.`);
}

async function personIn(db: Db, { tenantId, id }: Key, session: ClientSession): Promise<Person> {
  const person = await People(db)
    .findOne({ tenantId, _id: id, removedAt: null })
    .session(session)
    .lean<Person>();
  if (person === null) throw notFound('person');
  return person;
}

/** 409 for who is here already; who was removed comes back as what they are now. */
export async function addPerson(
  db: Db,
  { tenantId, email: typed, ...fields }: PersonFields & { readonly tenantId: string; readonly email: string },
  { actor, at }: Doing,
): Promise<Person> {
  const [email = ''] = cleanEmails([typed], 'email');
  if (email === '') throw invalid('email: not an e-mail address.');
  await assertLimits(db, tenantId, fields);
  return transaction(db, async (session) => {
    const known = await People(db).findOne({ tenantId, email }).session(session).lean<Person>();
    if (known !== null && !known.removedAt)
      throw new UppsiktError({ code: 'known_person', status: 409, message: 'This person is here already.' });
    const person: Person = {
      ...{ _id: known?._id ?? randomUUID(), tenantId, email, createdAt: known?.createdAt ?? at },
      ...{ name: fields.name.trim() || nameFrom(email), role: fields.role },
      ...limits(fields),
    };
    await People(db).replaceOne({ tenantId, _id: person._id }, person, { upsert: true, session });
    await logWork(
      db,
      { tenantId, type: 'person.added', subject: person._id, actor, at, data: { role: person.role } },
      session,
    );
    return person;
  });
}

/** What is left out stays. */
export async function changePerson(
  db: Db,
  key: Key,
  { actor, at, ...changes }: Partial<PersonFields> & Doing,
): Promise<Person> {
  const { tenantId } = key;
  await assertLimits(db, tenantId, changes);
  return transaction(db, async (session) => {
    const before = await personIn(db, key, session);
    const role = changes.role ?? before.role;
    if (role !== before.role && !ADMINISTERING.has(role)) await assertNoAdministrator(db, before, session);
    const set = {
      ...(changes.name === undefined ? {} : { name: changes.name }),
      role,
      ...limits({ accountIds: changes.accountIds ?? null, boards: changes.boards ?? null }),
    };
    const unset = {
      ...(changes.accountIds === null ? { accountIds: 1 } : {}),
      ...(changes.boards === null ? { boards: 1 } : {}),
    };
    await People(db).updateOne({ tenantId, _id: key.id }, { $set: set, $unset: unset }, { session });
    await logWork(
      db,
      { tenantId, type: 'person.changed', subject: key.id, actor, at, data: { role, before: before.role } },
      session,
    );
    return personIn(db, key, session);
  });
}

async function assertNoAdministrator(db: Db, { tenantId, email }: Person, session: ClientSession) {
  const accounts = await accountsNaming(db, { tenantId, email }, session);
  const held = accounts.filter(({ administrators }) => administrators.includes(email));
  if (held.length > 0)
    throw new UppsiktError({
      code: 'is_administrator',
      status: 422,
      message: `Administrator of ${held.map(({ name }) => name).join(', ')}: name another there first.`,
    });
}

export interface Removed {
  readonly person: Person;
  /** What they held: now held by who takes over, or by nobody. */
  readonly items: readonly Item[];
  readonly accounts: number;
}

/** More are handed on by another call: a transaction is not endless. */
const ITEMS_AT_ONCE = 200;

/**
 * The person signs in no more; their places on accounts and their items go to `to`, or to nobody. 422
 * `two_administrators` where that would leave an account without two, or without its unit. Again: hands on what is left.
 */
export async function removePerson(
  db: Db,
  { tenantId, id, to }: Key & { readonly to: string | null },
  doing: Doing,
): Promise<Removed> {
  if (to === id) throw invalid('to: the person cannot take over from themselves.');
  const gone = await transaction(db, async (session) => {
    const person = await People(db).findOne({ tenantId, _id: id }).session(session).lean<Person>();
    if (person === null) throw notFound('person');
    const heir = to === null ? null : await personIn(db, { tenantId, id: to }, session);
    if (person.removedAt) return { person, accounts: 0 };
    const accounts = await accountsNaming(db, { tenantId, email: person.email }, session);
    assertHeir(accounts, person, heir);
    for (const account of accounts)
      await writeAccountPeople(db, handedOn(account, person.email, heir?.email ?? null), session);
    await People(db).updateOne({ tenantId, _id: id }, { $set: { removedAt: doing.at } }, { session });
    const data = { role: person.role, accounts: accounts.length };
    await logWork(db, { tenantId, type: 'person.removed', subject: id, ...doing, data }, session);
    return { person, accounts: accounts.length };
  });
  return { ...gone, items: await handItemsOn(db, { tenantId, from: id, to }, doing) };
}

function assertHeir(accounts: readonly Account[], { email }: Person, heir: Person | null): void {
  const left = accounts.filter((account) => !isGoverned(handedOn(account, email, heir?.email ?? null)));
  if (left.length > 0)
    throw new UppsiktError({
      code: 'two_administrators',
      status: 422,
      message: `Somebody must take over: ${left.map(({ name }) => name).join(', ')} would be left without two administrators or without the unit.`,
    });
  const administered = accounts.filter((account) => placesOf(account, email).includes('administrator'));
  if (heir !== null && administered.length > 0 && !ADMINISTERING.has(heir.role))
    throw invalid(`to: ${heir.name} cannot be administrator with the role ${heir.role}.`);
}

const HELD = ['open', 'waiting', 'snoozed'] as const;

/** How many items that are not closed each person holds. */
export async function heldItems(db: Db, tenantId: string): Promise<Map<string, number>> {
  const counts = await Items(db).aggregate<{ _id: string; count: number }>([
    { $match: { tenantId, assignee: { $ne: null }, status: { $in: [...HELD] } } },
    { $group: { _id: '$assignee', count: { $sum: 1 } } },
  ]);
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}

/** In batches: what stops it in between leaves the rest to another call. */
async function handItemsOn(
  db: Db,
  { tenantId, from, to }: { tenantId: string; from: string; to: string | null },
  { actor, at }: Doing,
): Promise<Item[]> {
  const moved: Item[] = [];
  for (;;) {
    const batch = await transaction(db, async (session) => {
      const held = await Items(db)
        .find({ tenantId, assignee: from, status: { $in: [...HELD] } })
        .limit(ITEMS_AT_ONCE)
        .session(session)
        .lean<Item[]>();
      const newEvents = [{ type: 'item.assigned' as const, data: { to } }];
      const after: Item[] = [];
      for (const item of held) after.push(await recordNewEvents(db, item, { newEvents, actor, at, session }));
      return after;
    });
    moved.push(...batch);
    if (batch.length < ITEMS_AT_ONCE) return moved;
  }
}
