/** The municipality's own words, and what a word would touch among the stored comments. */

import { Items } from '../inbox/items.store.ts';
import { collection, type Db, transaction } from '../kernel/db.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Scope } from '../kernel/roles.ts';
import { type Change, recordChange } from './list-settings.store.ts';
import { phrasePattern, termPattern, termWords } from './listed-word.ts';
import { type ListedWord, MAX_WORDS, type WordKind } from './lists.ts';

export const ListedWords = collection<ListedWord>(
  'listedWords',
  { kind: String, term: String, note: String, by: Object, at: Date },
  [{ keys: { tenantId: 1, kind: 1, term: 1 } }],
);

type Who = Pick<Change, 'tenantId' | 'by' | 'at'>;

export function wordsOf(db: Db, tenantId: string): Promise<ListedWord[]> {
  return ListedWords(db).find({ tenantId }).sort({ kind: 1, term: 1 }).lean<ListedWord[]>();
}

/** A word stands on one list only: putting it on another moves it there. */
export function addWord(
  db: Db,
  word: { kind: WordKind; term: string; note: string | null },
  who: Who,
): Promise<ListedWord> {
  const row: ListedWord = { _id: derivedId(who.tenantId, 'word', word.term), ...who, ...word };
  return transaction(db, async (session) => {
    const { tenantId } = who;
    const { _id, tenantId: _tenant, ...rest } = row;
    const before = await ListedWords(db)
      .findOneAndUpdate({ tenantId, _id }, { $set: rest }, { session, upsert: true })
      .lean<ListedWord>();
    // Counted with it; a word that only moves is not one more.
    if (before === null && (await ListedWords(db).countDocuments({ tenantId }, { session })) > MAX_WORDS)
      throw invalid(`The lists hold at most ${MAX_WORDS} words.`);
    const what = before === null ? 'added' : 'changed';
    await recordChange(db, { ...who, list: 'words', what, subject: `${row.kind}: ${row.term}` }, session);
    return row;
  });
}

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
/** Ways of writing a phrase that are told apart before case is forgotten. */
const SPELLINGS = 200;

type Form = { readonly _id: string; readonly count: number };

/** Forms that differ in case or spaces only are one, the commonest first. */
function folded(forms: readonly Form[]): Form[] {
  const counts = new Map<string, number>();
  for (const { _id, count } of forms) {
    const form = _id.toLowerCase().replace(/\s+/gu, ' ');
    counts.set(form, (counts.get(form) ?? 0) + count);
  }
  return [...counts]
    .map(([_id, count]) => ({ _id, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, FORMS);
}

/** As the index of words finds it first, and then in the text: a phrase's words stand in sequence. */
function phraseIn(term: string) {
  const regex = phrasePattern(term);
  const words = termWords(term).map((word) => ({ words: { $regex: termPattern(word) } }));
  return { regex, match: { $and: words, text: { $regex: regex, $options: 'i' } } };
}

/** How many comments of the scope published since then hold the word, in which forms, and how many there are. */
export async function wordUse(db: Db, scope: Scope, asked: { term: string; since: Date }) {
  const { tenantId, accountIds } = scope;
  const within = {
    tenantId,
    publishedAt: { $gte: asked.since },
    ...(accountIds === 'all' ? {} : { accountId: { $in: [...accountIds] } }),
  };
  if (termWords(asked.term).length > 1) {
    const { regex, match } = phraseIn(asked.term);
    const [comments, hits, forms] = await Promise.all([
      Items(db).countDocuments(within),
      Items(db).countDocuments({ ...within, tenantId, ...match }),
      Items(db).aggregate<Form>([
        { $match: { ...within, ...match, tenantId } },
        { $set: { form: { $regexFind: { input: '$text', regex, options: 'i' } } } },
        { $group: { _id: '$form.match', count: { $sum: 1 } } },
        { $sort: { count: -1, _id: 1 } },
        { $limit: SPELLINGS },
      ]),
    ]);
    return { comments, hits, forms: folded(forms).map(({ _id, count }) => ({ word: _id, count })) };
  }
  const pattern = termPattern(asked.term);
  const holding = { ...within, tenantId, words: { $regex: pattern } };
  const [comments, hits, forms] = await Promise.all([
    Items(db).countDocuments(within),
    Items(db).countDocuments(holding),
    Items(db).aggregate<{ _id: string; count: number }>([
      { $match: { ...holding, tenantId } },
      { $unwind: '$words' },
      { $match: { words: { $regex: pattern } } },
      { $group: { _id: '$words', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: FORMS },
    ]),
  ]);
  return { comments, hits, forms: forms.map(({ _id, count }) => ({ word: _id, count })) };
}
