/** The municipality's own known false claims, and the starter register as the workers run it. */

import { randomUUID } from 'node:crypto';
import { beginningOf } from '../inbox/text-form.ts';
import { collection, type Db, transaction } from '../kernel/db.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import { SYSTEM_TENANT } from '../kernel/ids.ts';
import { type Change, listSettingsOf, recordChange } from './list-settings.store.ts';
import { type ClaimText, claimName, type ListedClaim, MAX_CLAIMS, type StarterClaim } from './lists.ts';

export const ListedClaims = collection<ListedClaim>(
  'listedClaims',
  {
    language: String,
    topic: String,
    claim: String,
    variants: [String],
    correction: String,
    ask: String,
    validFrom: String,
    validTo: String,
    on: Boolean,
    by: Object,
    at: Date,
  },
  [{ keys: { tenantId: 1, at: -1 } }],
);

interface StarterRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly claims: readonly StarterClaim[];
}

/** Written by the workers at their start: the server shows what really runs, without reading classifiers. */
export const StarterRegister = collection<StarterRow>('starterRegister', { claims: [Object] }, []);
const STARTER_ID = 'starter';

type Who = Pick<Change, 'tenantId' | 'by' | 'at'>;
type NewClaim = ClaimText & { readonly on: boolean };
const shortened = (text: string): string => (text.length <= 120 ? text : `${beginningOf(text, 119)}…`);

export function claimsOf(db: Db, tenantId: string): Promise<ListedClaim[]> {
  return ListedClaims(db).find({ tenantId }).sort({ at: -1, _id: 1 }).lean<ListedClaim[]>();
}

export async function keepStarterRegister(db: Db, claims: readonly StarterClaim[]): Promise<void> {
  await StarterRegister(db).updateOne(
    { tenantId: SYSTEM_TENANT, _id: STARTER_ID },
    { $set: { claims: claims.map((claim) => ({ ...claim })) } },
    { upsert: true },
  );
}

export async function starterRegister(db: Db): Promise<readonly StarterClaim[]> {
  const row = await StarterRegister(db)
    .findOne({ tenantId: SYSTEM_TENANT, _id: STARTER_ID })
    .lean<StarterRow>();
  return row?.claims ?? [];
}

/** A new claim, or another text for a known one. */
export function putClaim(
  db: Db,
  { id, ...claim }: NewClaim & { id: string | null },
  who: Who,
): Promise<ListedClaim> {
  const row: ListedClaim = { _id: id ?? `own-${randomUUID()}`, ...who, ...claim };
  return transaction(db, async (session) => {
    const { tenantId } = who;
    if (id === null) {
      if ((await ListedClaims(db).countDocuments({ tenantId }, { session })) >= MAX_CLAIMS)
        throw invalid(`The register holds at most ${MAX_CLAIMS} claims of your own.`);
      await ListedClaims(db).insertMany([row], { session, lean: true });
    } else {
      const replaced = await ListedClaims(db).replaceOne({ tenantId, _id: id }, row, { session });
      if (replaced.matchedCount === 0) throw notFound('claim');
    }
    const what = id === null ? 'added' : 'changed';
    await recordChange(db, { ...who, list: 'claims', what, subject: shortened(row.claim) }, session);
    return row;
  });
}

export function removeClaim(db: Db, id: string, who: Who): Promise<void> {
  return transaction(db, async (session) => {
    const row = await ListedClaims(db)
      .findOneAndDelete({ tenantId: who.tenantId, _id: id }, { session })
      .lean<ListedClaim>();
    if (row === null) throw notFound('claim');
    const subject = shortened(row.claim);
    await recordChange(db, { ...who, list: 'claims', what: 'removed', subject }, session);
  });
}

/** On or off for this municipality, in all languages. */
export async function switchStarterClaim(
  db: Db,
  { name, on }: { name: string; on: boolean },
  who: Who,
): Promise<void> {
  const starter = await starterRegister(db);
  const [claim] = starter.filter(({ id }) => claimName(id) === name);
  if (claim === undefined) throw notFound('claim');
  const change: Change = { ...who, list: 'claims', what: on ? 'on' : 'off', subject: shortened(claim.claim) };
  await transaction(db, async (session) => {
    // Read in here: of two switches at once the later begins again, and finds what the first has left.
    const muted = (await listSettingsOf(db, who.tenantId, session))?.mutedClaims ?? [];
    if (muted.includes(name) !== on) return;
    const mutedClaims = on ? muted.filter((other) => other !== name) : [...muted, name];
    await recordChange(db, { ...change, set: { mutedClaims } }, session);
  });
}

/** The claims of these ids, own and starter, whether on or off: a verdict names what it was made with. */
export async function claimsById(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
): Promise<(ClaimText & { readonly id: string })[]> {
  if (key.ids.length === 0) return [];
  const own = await ListedClaims(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...key.ids] } })
    .lean<ListedClaim[]>();
  const starter = (await starterRegister(db)).filter(({ id }) => key.ids.includes(id));
  return [...own.map(({ _id, ...claim }) => ({ ...claim, id: _id })), ...starter];
}
