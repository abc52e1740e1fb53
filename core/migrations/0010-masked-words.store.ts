/** Search words held masked numbers in clear, so that a search could read them out digit by digit. */

import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { wordsOfItem } from '../inbox/search-words.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';

type Searched = Pick<Item, '_id' | 'tenantId' | 'text' | 'author' | 'words'>;

export async function maskSearchWords(db: Db): Promise<void> {
  const items = Items(db)
    .find(
      {},
      { tenantId: 1, text: 1, author: 1, words: 1 },
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<Searched[]>()
    .cursor() as unknown as AsyncIterable<Searched>;
  for await (const { _id, tenantId, text, author, words } of items) {
    const masked = wordsOfItem({ text, author });
    if (masked.join(' ') === words.join(' ')) continue;
    await Items(db).updateOne({ tenantId, _id }, { $set: { words: masked } });
  }
}
