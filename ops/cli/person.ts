/** `uppsikt person list | add | set | remove`: who may sign in, and what they may see. */
import { cleanEmails } from '../../core/accounts/account.ts';
import { type Person, peopleIn, personByEmail } from '../../core/accounts/people.store.ts';
import { addPerson, changePerson, removePerson } from '../../core/accounts/person-changes.store.ts';
import { ensureTenant } from '../../core/accounts/tenants.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { ROLES } from '../../core/kernel/roles.ts';
import { OPERATOR } from './operator.ts';
import { shown } from './shown.ts';
import { withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt person list
uppsikt person add --email E --role R [--name N] [--accounts IDS | --boards NAMES]
uppsikt person set --email E [--role R] [--name N] [--accounts IDS | --boards NAMES | --everything]
uppsikt person remove --email E [--to E]

  --role R        ${ROLES.join(', ')}
  --accounts IDS  sees these accounts, separated by commas, beside those that name the person
  --boards NAMES  sees the accounts of these boards
  --everything    takes the limit away
  --to E          who takes over places on accounts, and items; needed where an account would be left without two
                  administrators
`;

const text = { type: 'string' } as const;
const FIELDS = { email: text, role: text, name: text, accounts: text, boards: text } as const;

/** Sockets hear of it from the store within seconds. */
const line = ({ _id: id, email, name, role, accountIds, boards, createdAt }: Person): string =>
  `${JSON.stringify({ id, email, name, role, accountIds: accountIds ?? null, boards: boards ?? null, createdAt })}\n`;

function emailOf(address: string | undefined, name: string): string {
  if (address === undefined) throw new UsageError(`--${name} is missing.`);
  return cleanEmails([address], name)[0] ?? '';
}

const listed = (names: string | undefined): string[] | null =>
  names === undefined
    ? null
    : names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');

async function known(db: Db, email: string): Promise<Person> {
  const person = await personByEmail(db, { tenantId: MAIN_TENANT, email });
  if (person === null || person.removedAt) throw new UsageError(`${email} is not known here.`);
  return person;
}

async function add(argv: string[]): Promise<Person> {
  const given = options(argv, FIELDS);
  const email = emailOf(given.email, 'email');
  const role = oneOf(given.role, ROLES, 'role');
  const limits = { accountIds: listed(given.accounts), boards: listed(given.boards) };
  const name = given.name === undefined ? '' : shown(given.name, 'name');
  return withStore(async ({ db, now }) => {
    const tenant = { _id: MAIN_TENANT, name: 'Uppsikt', country: 'SE', demo: false, createdAt: now } as const;
    await ensureTenant(db, tenant);
    return addPerson(db, { tenantId: MAIN_TENANT, email, role, name, ...limits }, { ...OPERATOR, at: now });
  });
}

async function set(argv: string[]): Promise<Person> {
  const given = options(argv, { ...FIELDS, everything: { type: 'boolean', default: false } });
  const email = emailOf(given.email, 'email');
  const [accountIds, boards] = [listed(given.accounts), listed(given.boards)];
  if (given.everything && (accountIds ?? boards) !== null)
    throw new UsageError('--everything takes the limit away: name no accounts or boards.');
  const changes = {
    ...(given.role === undefined ? {} : { role: oneOf(given.role, ROLES, 'role') }),
    ...(given.name === undefined ? {} : { name: shown(given.name, 'name') }),
    ...(given.everything || accountIds !== null || boards !== null ? { accountIds, boards } : {}),
  };
  if (Object.keys(changes).length === 0) throw new UsageError('Say what to set.');
  return withStore(async ({ db, now }) => {
    const { _id: id } = await known(db, email);
    return changePerson(db, { tenantId: MAIN_TENANT, id }, { ...changes, ...OPERATOR, at: now });
  });
}

async function remove(argv: string[]): Promise<Record<string, unknown>> {
  const given = options(argv, { email: text, to: text });
  const email = emailOf(given.email, 'email');
  const to = given.to === undefined ? null : emailOf(given.to, 'to');
  return withStore(async ({ db, now }) => {
    const { _id: id } = await known(db, email);
    const heir = to === null ? null : (await known(db, to))._id;
    const { accounts, items } = await removePerson(
      db,
      { tenantId: MAIN_TENANT, id, to: heir },
      { ...OPERATOR, at: now },
    );
    return { id, accounts, items: items.length };
  });
}

export async function run(argv: string[], { stdout }: Io): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb === 'list') {
    options(rest, {});
    for (const person of await withStore(({ db }) => peopleIn(db, MAIN_TENANT))) stdout.write(line(person));
  } else if (verb === 'add' || verb === 'set') stdout.write(line(await (verb === 'add' ? add : set)(rest)));
  else if (verb === 'remove') stdout.write(`${JSON.stringify(await remove(rest))}\n`);
  else throw new UsageError(`Say what to do.\n${USAGE}`);
  return 0;
}
