/** An inbox of made words for the benchmark of the search, put straight into MongoDB. Words are as common as Zipf has them. */
import type { Account } from '../../core/accounts/account.ts';
import type { Item } from '../../core/inbox/item.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { searchedOf } from '../../core/inbox/search-words.ts';
import type { Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import { ensureCollections } from '../../core/kernel/migrations.ts';
import { openItem } from './deadline-ground.ts';

const WORDS = 30_000;
const NAMES = 4000;
const CHUNK = 2000;
const THREE_YEARS_MS = 3 * 365 * 24 * 3_600_000;
const SYLLABLES =
  'ba be bro da de dra fa fö ga gra hå ja ka klo ko la lå ma mö na ne pa pla ra ro sa ska sko sta sto ta tra ty va vä ör'.split(
    ' ',
  );
const ENDINGS = ['', 'en', 'et', 'ar', 'or', 'arna', 'orna', 'er', 's'];

/** From 0 to below 1, the same in every run. */
export function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function madeWords(count: number, draw: () => number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const length = 1 + Math.floor(draw() * 4);
    let word = '';
    for (let at = 0; at < length; at++) word += SYLLABLES[Math.floor(draw() * SYLLABLES.length)];
    words.add(`${word}n${ENDINGS[Math.floor(draw() * ENDINGS.length)]}`);
  }
  return [...words];
}

/** The word of rank r is drawn as often as 1/r: the first in one of ten, the ten thousandth hardly ever. */
function zipf(count: number): (drawn: number) => number {
  const whole = Math.log(count + 1);
  return (drawn) => Math.min(count - 1, Math.floor(Math.exp(drawn * whole)) - 1);
}

export interface MadeInbox {
  /** By rank, the most common first. */
  readonly words: readonly string[];
  readonly names: readonly string[];
}

export async function makeInbox(
  db: Db,
  { account, count, now }: { account: Account; count: number; now: number },
): Promise<MadeInbox> {
  const draw = drawer(7);
  const words = madeWords(WORDS, draw);
  const names = madeWords(NAMES, draw).map((name) => name[0]?.toUpperCase() + name.slice(1));
  const rankOf = zipf(WORDS);
  const template = openItem(account, 'template', now);
  const pick = (of: readonly string[]) => of[Math.floor(draw() * of.length)] ?? '';
  const itemOf = (number: number): Item => {
    const text = Array.from({ length: 5 + Math.floor(draw() * 35) }, () => words[rankOf(draw())]).join(' ');
    const author = { id: `author-${number % 90_000}`, name: `${pick(names)} ${pick(names)}` };
    const publishedAt = new Date(now - Math.floor(draw() * THREE_YEARS_MS));
    return {
      ...template,
      _id: commentId(account._id, `made-${number}`),
      externalId: `made-${number}`,
      status: draw() < 0.02 ? 'open' : 'closed',
      ...{ text, author, publishedAt, firstFetchedAt: publishedAt, updatedAt: publishedAt },
      ...searchedOf({ text, author }),
    };
  };
  const { collection } = Items(db);
  await collection.dropIndexes();
  for (let from = 0; from < count; from += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) => itemOf(from + at));
    await collection.insertMany(chunk as never, { ordered: false });
  }
  await ensureCollections(db, [Items as never]);
  return { words, names };
}
