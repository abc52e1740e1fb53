/** One-time sign-in links. Only their hashes are kept. */
import { randomBytes } from 'node:crypto';
import { MINUTE_MS } from '../deadlines/civil.ts';
import { collection, type Db, overAllTenants } from '../kernel/db.ts';
import { sha256 } from '../kernel/ids.ts';
import { People, type Person } from './people.store.ts';

interface SignInLink {
  readonly _id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly expiresAt: Date;
}

export const SignInLinks = collection<SignInLink>('signInLinks', { personId: String, expiresAt: Date }, [
  { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
]);

const LINK_MINUTES = 15;

/** A one-time token for a person, valid {@link LINK_MINUTES} minutes. */
export function createSignInToken(db: Db, person: Person, now: Date): Promise<string> {
  return linkTo(db, person, new Date(now.getTime() + LINK_MINUTES * MINUTE_MS));
}

/** A one-time token that is good until then: for who is invited, and reads the mail tomorrow. */
export async function linkTo(db: Db, person: Person, expiresAt: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url');
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
