/** How rare a word is, asked before it is looked for: only then the index of words is the shortest way. */
import type { Db } from '../kernel/db.ts';
import { Items } from './items.store.ts';

/** Told to the store, whose trial of its many indexes else walks the archive for what hardly any item holds. */
export const BY_WORDS = { tenantId: 1, words: 1, publishedAt: -1, _id: 1 } as const;
/** As many as are read and sorted without anybody noticing. */
const RARE = 1000;

/** Of the beginnings of words, how many items have the rarest: 0, and nothing can be found; `many` from 1,000 on. */
export async function itemsWithRarest(
  db: Db,
  tenantId: string,
  beginnings: readonly string[],
): Promise<number | 'many'> {
  const counts = await Promise.all(
    beginnings.map((beginning) =>
      Items(db).countDocuments(
        { tenantId, words: { $regex: `^${beginning}` } },
        { limit: RARE, hint: BY_WORDS },
      ),
    ),
  );
  const fewest = Math.min(...counts);
  return fewest < RARE ? fewest : 'many';
}
