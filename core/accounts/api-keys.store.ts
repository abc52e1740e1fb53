/** The keys of programs, as people manage them. What a key opens, `people.store.ts` says. */
import { logWork } from '../inbox/work-log.store.ts';
import { type Db, transaction } from '../kernel/db.ts';
import { notFound } from '../kernel/errors.ts';
import { type ApiToken, ApiTokens } from './people.store.ts';
import type { Doing } from './person-changes.store.ts';

/** Those that are good now, the newest first. */
export function keysIn(db: Db, { tenantId, now }: { tenantId: string; now: Date }): Promise<ApiToken[]> {
  return ApiTokens(db)
    .find({ tenantId, revokedAt: null, expiresAt: { $gt: now } })
    .sort({ createdAt: -1, _id: 1 })
    .lean<ApiToken[]>();
}

/** Whoever holds it is refused from now on. Throws `not_found` for one that has ended. */
export async function revokeKey(
  db: Db,
  { tenantId, id }: { tenantId: string; id: string },
  { actor, at }: Doing,
): Promise<ApiToken> {
  return transaction(db, async (session) => {
    const isId = /^[0-9a-f]{16}$/u.test(id);
    const key = isId
      ? await ApiTokens(db)
          .findOneAndUpdate(
            { tenantId, _id: { $gte: id, $lt: `${id}g` }, revokedAt: null },
            { $set: { revokedAt: at } },
            { session },
          )
          .lean<ApiToken>()
      : null;
    if (key === null) throw notFound('key');
    const data = { role: key.role };
    await logWork(db, { tenantId, type: 'key.revoked', subject: id, actor, at, data }, session);
    return key;
  });
}
