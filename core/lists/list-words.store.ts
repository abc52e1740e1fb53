/** The municipality's own words, and what a word would touch among the stored comments. */

import { Items } from '../inbox/items.store.ts';
import { BY_WORDS, itemsWithRarest } from '../inbox/word-counts.store.ts';
import { type ClientSession, collection, type Db, transaction } from '../kernel/db.ts';
import { contradictingWord, invalid, notFound } from '../kernel/errors.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Scope } from '../kernel/roles.ts';
import { maskPersonalData } from '../moderation/personal-data.ts';
import { type Change, recordChange } from './list-settings.store.ts';
import { contradictionOf, phrasePattern, termPattern, termWords } from './listed-word.ts';
import { type ListedWord, MAX_WORDS } from './lists.ts';

export const ListedWords = collection<ListedWord>(
  'listedWords',
  { kind: String, term: String, note: String, by: Object, at: Date, agreedBy: Object },
  [{ keys: { tenantId: 1, kind: 1, term: 1 } }],
);

type Who = Pick<Change, 'tenantId' | 'by' | 'at'>;

export function wordsOf(db: Db, tenantId: string): Promise<ListedWord[]> {
  return ListedWords(db).find({ tenantId }).sort({ kind: 1, term: 1 }).lean<ListedWord[]>();
}

interface NewWord extends Pick<ListedWord, 'kind' | 'term' | 'note' | 'agreedBy'> {}

/** A word stands on one list only: putting it on another moves it there, but never between exempt and listed. */
export async function putWord(
  db: Db,
  { word, who }: { word: NewWord; who: Who },
  session: ClientSession,
): Promise<ListedWord> {
  const asked: ListedWord = { _id: derivedId(who.tenantId, 'word', word.term), ...who, ...word };
  const { tenantId } = who;
  const known = await ListedWords(db).find({ tenantId }, null, { session }).lean<ListedWord[]>();
  const contradiction = contradictionOf(word, known);
  if (contradiction !== null) throw contradictingWord(contradiction.term);
  const before = known.find(({ _id }) => _id === asked._id);
  // Another note says nothing of who decided on the word.
  const isNoted = before?.kind === asked.kind && asked.agreedBy === undefined;
  const decided = { by: before?.by ?? asked.by, ...(before?.agreedBy && { agreedBy: before.agreedBy }) };
  const row = isNoted ? { ...asked, ...decided } : asked;
  // Counted with it; a word that only moves is not one more.
  if (!before && known.length >= MAX_WORDS) throw invalid(`The lists hold at most ${MAX_WORDS} words.`);
  await ListedWords(db).replaceOne({ tenantId, _id: row._id }, row, { session, upsert: true });
  const what = before ? 'changed' : 'added';
  await recordChange(db, { ...who, list: 'words', what, subject: `${row.kind}: ${row.term}` }, session);
  return row;
}

export const addWord = (db: Db, word: NewWord, who: Who): Promise<ListedWord> =>
  transaction(db, (session) => putWord(db, { word, who }, session));

export function removeWord(db: Db, id: string, who: Who): Promise<void> {
  return transaction(db, async (session) => {
    const row = await ListedWords(db)
      .findOneAndDelete({ tenantId: who.tenantId, _id: id }, { session })
      .lean<ListedWord>();
    if (row === null) throw notFound('word');
    const subject = `${row.kind}: ${row.term}`;
    await recordChange(db, { ...who, list: 'words', what: 'removed', subject }, session);
  });
}

const FORMS = 8;

/** Forms that differ in case or spaces only are one, the commonest first. */
function commonest(forms: readonly string[]) {
  const counts = new Map<string, number>();
  for (const form of forms) {
    const word = form.toLowerCase().replace(/\s+/gu, ' ');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, FORMS);
}

/** An open beginning stands in no place of the index. */
const beginningsOf = (term: string): string[] =>
  termWords(term)
    .filter((word) => !word.startsWith('*'))
    .map((word) => word.replaceAll('*', ''));

/** As {@link termPattern} has it; its many endings hide from the store that all it means begins alike. */
function matching(word: string) {
  const [beginning] = beginningsOf(word);
  const pattern = { $regex: termPattern(word) };
  return beginning === undefined
    ? pattern
    : { $elemMatch: { $gte: beginning, $lt: `${beginning}\uffff`, ...pattern } };
}

/**
 * The first place of a phrase in each text that holds it: its words by the index of words, their sequence by the text.
 * The masked text, here and not in the store: a masked number must be neither shown nor counted.
 */
async function phraseUses(
  db: Db,
  within: { tenantId: string },
  { term, way }: { term: string; way: { hint?: typeof BY_WORDS } },
): Promise<string[]> {
  const pattern = phrasePattern(term);
  const words = termWords(term).map((word) => ({ words: matching(word) }));
  const texts = Items(db)
    .find(
      { ...within, tenantId: within.tenantId, $and: words, text: { $regex: pattern, $options: 'i' } },
      { text: 1 },
      way,
    )
    .lean<{ text: string }[]>()
    .cursor() as unknown as AsyncIterable<{ text: string }>;
  const matcher = new RegExp(pattern, 'iu');
  const uses: string[] = [];
  for await (const { text } of texts) {
    const found = matcher.exec(maskPersonalData(text));
    if (found !== null) uses.push(found[0]);
  }
  return uses;
}

/** How many comments of the scope published since then hold the word, in which forms, and how many there are. */
export async function wordUse(db: Db, scope: Scope, asked: { term: string; since: Date }) {
  const { tenantId, accountIds } = scope;
  const within = {
    tenantId,
    publishedAt: { $gte: asked.since },
    ...(accountIds === 'all' ? {} : { accountId: { $in: [...accountIds] } }),
  };
  const beginnings = beginningsOf(asked.term);
  const holders = beginnings.length === 0 ? 'many' : await itemsWithRarest(db, tenantId, beginnings);
  const way = holders === 'many' ? {} : { hint: BY_WORDS };
  if (termWords(asked.term).length > 1) {
    const [comments, uses] = await Promise.all([
      Items(db).countDocuments(within),
      phraseUses(db, within, { term: asked.term, way }),
    ]);
    return { comments, hits: uses.length, forms: commonest(uses) };
  }
  const pattern = termPattern(asked.term);
  const holding = { ...within, tenantId, words: matching(asked.term) };
  const [comments, hits, forms] = await Promise.all([
    Items(db).countDocuments(within),
    Items(db).countDocuments(holding, way),
    Items(db).aggregate<{ _id: string; count: number }>(
      [
        { $match: { ...holding, tenantId } },
        { $unwind: '$words' },
        { $match: { words: { $regex: pattern } } },
        { $group: { _id: '$words', count: { $sum: 1 } } },
        { $sort: { count: -1, _id: 1 } },
        { $limit: FORMS },
      ],
      way,
    ),
  ]);
  return { comments, hits, forms: forms.map(({ _id, count }) => ({ word: _id, count })) };
}
