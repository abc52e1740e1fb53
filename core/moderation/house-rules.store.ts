/** The house rules of each account, in versions: a removal cites the version it rests on (rule 2). */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';

export interface HouseRules {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly version: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

export const HouseRulesVersions = collection<HouseRules>(
  'houseRules',
  { accountId: String, version: Number, texts: Object, createdAt: Date },
  [{ keys: { tenantId: 1, accountId: 1, version: -1 }, unique: true }],
);

export async function insertHouseRules(db: Db, rules: HouseRules, session: ClientSession): Promise<void> {
  await HouseRulesVersions(db).insertMany([rules], { session, lean: true });
}

/** The newest version, or null for an account without rules. */
export function currentHouseRules(
  db: Db,
  key: { tenantId: string; accountId: string },
  session?: ClientSession,
): Promise<HouseRules | null> {
  return HouseRulesVersions(db)
    .findOne({ tenantId: key.tenantId, accountId: key.accountId }, null, session ? { session } : {})
    .sort({ version: -1 })
    .lean<HouseRules>();
}

/** That version, or, where none is named, the newest; null for an account without rules. */
export async function houseRulesOf(
  db: Db,
  { tenantId, accountId, version }: { tenantId: string; accountId: string; version: number | null },
): Promise<HouseRules | null> {
  if (version === null) return currentHouseRules(db, { tenantId, accountId });
  return HouseRulesVersions(db).findOne({ tenantId, accountId, version }).lean<HouseRules>();
}
