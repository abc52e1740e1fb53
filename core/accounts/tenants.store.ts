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
}

export const Tenants = collection<Tenant>(
  'tenants',
  { name: String, country: String, demo: Boolean, createdAt: Date },
  [],
);

export function tenantById(db: Db, tenantId: string): Promise<Tenant | null> {
  return Tenants(db).findOne({ tenantId, _id: tenantId }).lean<Tenant>();
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
