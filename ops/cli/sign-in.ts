/** `uppsikt sign-in [--role R] [--as EMAIL]`: a one-time link, its token in the fragment so that no log sees it. */
import { cleanEmails } from '../../core/accounts/account.ts';
import { ensurePerson, firstPerson, type Person, personByEmail } from '../../core/accounts/people.store.ts';
import { createSignInToken } from '../../core/accounts/sign-in-links.store.ts';
import { ensureTenant } from '../../core/accounts/tenants.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { ROLES } from '../../core/kernel/roles.ts';
import { type StoreContext, withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt sign-in [--role R] [--as EMAIL]

  Prints a link that signs one person in, once and within 15 minutes. Without options: the first administrator.

  --as EMAIL  for this person; one who is not known yet is added, with the role that --role names
  --role R    for the first person of that role, or with that role: ${ROLES.join(', ')}
`;

async function personFor(
  db: Db,
  wanted: { role: string | undefined; email: string | undefined; now: Date },
): Promise<Person> {
  const { now } = wanted;
  const role = wanted.role === undefined ? undefined : oneOf(wanted.role, ROLES, 'role');
  const tenantId = MAIN_TENANT;
  if (wanted.email !== undefined) {
    const [email = ''] = cleanEmails([wanted.email], 'as');
    const known = await personByEmail(db, { tenantId, email });
    if (known?.removedAt) throw new UsageError(`${email} was removed: person add lets them in again.`);
    if (known !== null && (role === undefined || known.role === role)) return known;
    if (known !== null) throw new UsageError(`${email} has the role ${known.role}.`);
    if (role === undefined)
      throw new UsageError(`${email} is not known here. Name a role with --role to add the person.`);
    return ensurePerson(db, { tenantId, email, role, now });
  }
  const first = await firstPerson(db, { tenantId, role: role ?? 'administrator' });
  if (first !== null) return first;
  if (role === undefined)
    throw new UsageError('Nobody can sign in yet. Add an account first, or name --role and --as.');
  return ensurePerson(db, { tenantId, email: `${role}@localhost`, role, now });
}

async function link(
  { db, url, now }: StoreContext,
  role: string | undefined,
  email: string | undefined,
): Promise<string> {
  await ensureTenant(db, { _id: MAIN_TENANT, name: 'Uppsikt', country: 'SE', demo: false, createdAt: now });
  const person = await personFor(db, { role, email, now });
  return `${url}/sign-in#${await createSignInToken(db, person, now)}`;
}

export async function run(argv: string[], io: Io): Promise<number> {
  const given = options(argv, { role: { type: 'string' }, as: { type: 'string' } });
  if (given.role !== undefined) oneOf(given.role, ROLES, 'role');
  io.stdout.write(`${await withStore((context) => link(context, given.role, given.as))}\n`);
  return 0;
}
