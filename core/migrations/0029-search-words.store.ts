/** Items were found by words as they were written only; now by their stems, by names and by phrases too, and the newest first. */
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { searchedOf } from '../inbox/search-words.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import { dropIndexesOf } from './0011-indexes.store.ts';

const REPLACED = ['tenantId_1_words_1'];
const BATCH = 500;

type Searched = Pick<Item, '_id' | 'tenantId' | 'text' | 'author' | 'recordsReference'>;

/** Who changes its text meanwhile gives it its words, and their order with them. */
const WITHOUT_ORDER = { wordOrder: { $exists: false } };

async function giveWords(db: Db, batch: readonly Searched[]): Promise<void> {
  await Items(db).collection.bulkWrite(
    batch.map(({ _id, tenantId, ...item }) => ({
      updateOne: {
        filter: { tenantId, _id: _id as never, ...WITHOUT_ORDER },
        update: { $set: searchedOf({ ...item, recordsReference: item.recordsReference ?? null }) },
      },
    })),
    { ordered: false },
  );
}

/** Begun again after a stop, it goes on with what has no order yet. */
export async function findByStems(db: Db): Promise<void> {
  const items = Items(db)
    .find(
      WITHOUT_ORDER,
      { tenantId: 1, text: 1, author: 1, recordsReference: 1 },
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<Searched[]>()
    .cursor({ batchSize: BATCH }) as unknown as AsyncIterable<Searched>;
  let batch: Searched[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    await giveWords(db, batch);
    batch = [];
  }
  if (batch.length > 0) await giveWords(db, batch);
  await dropIndexesOf(db, Items, REPLACED);
}
