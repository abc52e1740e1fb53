/** Identity numbers with other dashes, spaces, digits or of other countries were not masked, and so stood among the search words. */

import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { wordsWithReference } from '../inbox/search-words.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';

type Searched = Pick<Item, '_id' | 'tenantId' | 'text' | 'author' | 'words' | 'recordsReference'>;

export async function maskNumbersAsWritten(db: Db): Promise<void> {
  const items = Items(db)
    .find(
      { words: /\d/ },
      { tenantId: 1, text: 1, author: 1, words: 1, recordsReference: 1 },
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<Searched[]>()
    .cursor() as unknown as AsyncIterable<Searched>;
  for await (const item of items) {
    const { _id, tenantId, words } = item;
    const masked = wordsWithReference({ ...item, recordsReference: item.recordsReference ?? null });
    if (masked.join(' ') === words.join(' ')) continue;
    await Items(db).updateOne({ tenantId, _id }, { $set: { words: masked } });
  }
}
