/**
 * `uppsikt bench search`: searches of an inbox of made words, and beside them the same word read from its index with the
 * bare driver. `search-million` does it on a million items.
 */
import type { ItemFilter } from '../../core/inbox/item-queries.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import type { Sort } from '../../core/inbox/list-order.ts';
import { searchItems } from '../../core/inbox/search.store.ts';
import { readQuery } from '../../core/inbox/search-query.ts';
import { openTickGround, type TickGround } from './deadline-ground.ts';
import { drawer, type MadeInbox, makeInbox } from './made-inbox.ts';
import { quantile } from './quantile.ts';

const ITEMS = 200_000;
const ROUNDS = 60;
const WARM_UP = 5;
const PAGE = 50;
const MUST_MS = 300;
const NOW = Date.UTC(2026, 7, 17);

type Row = Record<string, string | number>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The words that are in at most one of a hundred items, and not in hardly any, by how many items each is in. */
async function wordsUpTo({ db }: TickGround, made: MadeInbox, count: number) {
  const most = count / 100;
  const found: { word: string; items: number }[] = [];
  for (let rank = 20; rank < made.words.length && found.length < 400; rank += 1 + Math.floor(rank / 40)) {
    const word = made.words[rank] ?? '';
    const items = await Items(db).countDocuments({ tenantId: 'main', words: { $regex: `^${word}` } });
    if (items > 0 && items <= most) found.push({ word, items });
  }
  return found.sort((a, b) => b.items - a.items);
}

interface Asked {
  readonly figure: string;
  readonly textOf: (draw: () => number) => string;
  readonly sort?: Sort;
  readonly filter?: ItemFilter;
}

async function measured({ db }: TickGround, { textOf, sort = 'fit', filter = {} }: Asked): Promise<number[]> {
  const draw = drawer(11);
  const took: number[] = [];
  const scope = { tenantId: 'main', accountIds: 'all', role: 'administrator' } as const;
  const viewer = { personId: 'p', now: new Date(NOW) };
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const query = readQuery(textOf(draw));
    const ms = await timed(() =>
      searchItems(db, scope, { query, filter, viewer, sort, cursor: null, limit: PAGE }),
    );
    if (round >= WARM_UP) took.push(ms);
  }
  return took;
}

/** What no search can be faster than: the newest rows of one word, by its index. */
async function raw({ db }: TickGround, textOf: (draw: () => number) => string): Promise<number[]> {
  const draw = drawer(11);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const word = textOf(draw);
    const ms = await timed(() =>
      Items(db)
        .collection.find({ tenantId: 'main', words: word } as never)
        .sort({ publishedAt: -1, _id: 1 })
        .limit(PAGE)
        .toArray(),
    );
    if (round >= WARM_UP) took.push(ms);
  }
  return took;
}

const row = (figure: string, took: readonly number[], must = false): Row => {
  const p95 = quantile(took, 0.95);
  return {
    figure,
    value: `p50 ${quantile(took, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    ...(must ? { must: `< ${MUST_MS} ms`, met: p95 < MUST_MS ? 'met' : 'MISSED' } : {}),
  };
};

async function sizes({ db }: TickGround): Promise<Row[]> {
  const [stats] = await Items(db)
    .collection.aggregate([{ $collStats: { storageStats: {} } }])
    .toArray();
  const { count, size, storageSize, indexSizes, totalIndexSize } = stats?.storageStats as {
    count: number;
    size: number;
    storageSize: number;
    indexSizes: Record<string, number>;
    totalIndexSize: number;
  };
  const words = Object.entries(indexSizes).find(([name]) => name.includes('words'))?.[1] ?? 0;
  const [lengths] = await Items(db)
    .collection.aggregate([
      { $sample: { size: 5000 } },
      {
        $group: {
          _id: null,
          words: { $avg: { $size: '$words' } },
          order: { $avg: { $strLenBytes: '$wordOrder' } },
        },
      },
    ])
    .toArray();
  const per = (bytes: number) => Math.round(bytes / count);
  return [
    {
      figure: 'bytes an item: documents, as they are and on disk',
      value: `${per(size)}, ${per(storageSize)}`,
    },
    {
      figure: 'bytes an item: index of words, of all indexes',
      value: `${per(words)}, ${per(totalIndexSize)}`,
    },
    {
      figure: 'an item: keys of words, bytes of their order',
      value: `${Math.round(lengths?.words)}, ${Math.round(lengths?.order)}`,
    },
  ];
}

export async function measure(count: number): Promise<{ name: string; rows: Row[] }> {
  const ground = await openTickGround();
  try {
    const began = performance.now();
    const made = await makeInbox(ground.db, { account: ground.account, count, now: NOW });
    const seconds = (performance.now() - began) / 1000;
    const words = await wordsUpTo(ground, made, count);
    const top = words.slice(0, 20);
    const any = (of: typeof words) => (draw: () => number) => of[Math.floor(draw() * of.length)]?.word ?? '';
    const two = (draw: () => number) => `${any(top)(draw)} ${any(top)(draw)}`;
    const asked: Asked[] = [
      { figure: 'a word in about 1 %, by fit', textOf: any(top) },
      { figure: 'a word in about 1 %, by date', textOf: any(top), sort: 'newest' },
      { figure: 'a word in at most 1 %, by fit', textOf: any(words) },
      { figure: 'a word in at most 1 %, by date', textOf: any(words), sort: 'newest' },
      { figure: 'its beginning, by fit', textOf: (draw) => any(words)(draw).slice(0, -2) },
      { figure: 'two words in about 1 % each, by fit', textOf: two },
      { figure: 'two words in about 1 % each, by date', textOf: two, sort: 'newest' },
      { figure: 'a phrase of two such words', textOf: (draw) => `"${two(draw)}"` },
      { figure: 'one such word without the other', textOf: (draw) => two(draw).replace(' ', ' -') },
      { figure: 'a word in about 1 %, since a day', textOf: any(top), filter: { from: '2026-01-01' } },
      { figure: 'a word in about 1 %, of what is open', textOf: any(top), filter: { view: 'all' } },
      {
        figure: 'a name',
        textOf: (draw) => `author:${any(made.names.map((word) => ({ word, items: 1 })))(draw)}`,
      },
    ];
    const rows: Row[] = [];
    for (const one of asked) rows.push(row(one.figure, await measured(ground, one), true));
    rows.push(row('bare driver: the newest 50 of a word in about 1 %', await raw(ground, any(top))));
    rows.push({
      figure: 'the most common of these words, items',
      value: `${top[0]?.items} to ${top.at(-1)?.items}, of ${words.length} words`,
    });
    rows.push(...(await sizes(ground)), { figure: 'filled, seconds', value: Math.round(seconds) });
    return { name: `search, ${count.toLocaleString('en-GB')} items`, rows };
  } finally {
    await ground.stop();
  }
}

export const run = (): Promise<{ name: string; rows: Row[] }> => measure(ITEMS);
