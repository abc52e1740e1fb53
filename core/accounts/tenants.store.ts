/** The municipalities of the installation. */

import { collection, type Db, overAllTenants } from '../kernel/db.ts';
import type { Country } from '../kernel/platform.ts';

export interface Tenant {
  readonly _id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly country: Country;
  readonly demo: boolean;
  readonly createdAt: Date;
  /** Digits alone, as its country writes it; null or absent: not set. */
  readonly organisationNumber?: string | null;
  /** Numbers that archives gave to what they agreed on; `board` null: of every board without one of its own. */
  readonly submissionAgreements?: readonly { readonly board: string | null; readonly agreement: string }[];
}

export const Tenants = collection<Tenant>(
  'tenants',
  {
    name: String,
    country: String,
    demo: Boolean,
    createdAt: Date,
    organisationNumber: String,
    submissionAgreements: [Object],
  },
  [],
);

export function tenantById(db: Db, tenantId: string): Promise<Tenant | null> {
  return Tenants(db).findOne({ tenantId, _id: tenantId }).lean<Tenant>();
}

/** What archives ask of it. */
export async function setTenantFacts(
  db: Db,
  tenantId: string,
  facts: Pick<Tenant, 'organisationNumber' | 'submissionAgreements'>,
): Promise<void> {
  await Tenants(db).updateOne({ tenantId, _id: tenantId }, { $set: facts });
}

/** Every municipality, for what is done for each of them by the clock. */
export function allTenants(db: Db): Promise<Tenant[]> {
  return Tenants(db)
    .find({}, null, overAllTenants('what is done daily for each municipality'))
    .lean<Tenant[]>();
}

/** Makes the municipality if it is not there; an existing one is left as it is. */
export async function ensureTenant(db: Db, tenant: Omit<Tenant, 'tenantId'>): Promise<void> {
  const { _id, ...rest } = tenant;
  await Tenants(db).updateOne(
    { tenantId: _id, _id },
    { $setOnInsert: { tenantId: _id, ...rest } },
    { upsert: true },
  );
}
