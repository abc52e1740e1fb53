/** Banned words that one person may not put on the list alone: kept, and without effect, until a second person agrees. */
import { collection, type Db, transaction } from '../kernel/db.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import { derivedId } from '../kernel/ids.ts';
import { assertSecondPerson } from '../moderation/second-person.ts';
import { type Change, recordChange } from './list-settings.store.ts';
import { putWord } from './list-words.store.ts';
import type { ListedWord, ProposedWord } from './lists.ts';

export const ProposedWords = collection<ProposedWord>(
  'proposedWords',
  { term: String, note: String, by: Object, at: Date, hits: Number, comments: Number },
  [{ keys: { tenantId: 1, at: -1 } }],
);

/** More at once nobody looks through. */
const MAX_PROPOSALS = 200;

type Who = Pick<Change, 'tenantId' | 'by' | 'at'>;
const subjectOf = (term: string): string => `banned: ${term}`;

export function proposedWords(db: Db, tenantId: string): Promise<ProposedWord[]> {
  return ProposedWords(db).find({ tenantId }).sort({ at: -1, _id: 1 }).lean<ProposedWord[]>();
}

/** Proposed again, by whomever, it is the same proposal: the first stands. */
export function proposeWord(
  db: Db,
  word: Pick<ProposedWord, 'term' | 'note' | 'hits' | 'comments'>,
  who: Who,
): Promise<ProposedWord> {
  const { tenantId } = who;
  const row: ProposedWord = { _id: derivedId(tenantId, 'proposed-word', word.term), ...who, ...word };
  return transaction(db, async (session) => {
    const known = await ProposedWords(db).find({ tenantId }, null, { session }).lean<ProposedWord[]>();
    const before = known.find(({ _id }) => _id === row._id);
    if (before) return before;
    if (known.length >= MAX_PROPOSALS)
      throw invalid(`At most ${MAX_PROPOSALS} words can wait for a second person.`);
    await ProposedWords(db).insertMany([row], { session, lean: true });
    await recordChange(
      db,
      { ...who, list: 'words', what: 'proposed', subject: subjectOf(row.term) },
      session,
    );
    return row;
  });
}

/** Puts it on the list. Throws unless a person agrees, and another than the one who proposed it. */
export function agreeToWord(db: Db, id: string, who: Who): Promise<ListedWord> {
  const { tenantId } = who;
  return transaction(db, async (session) => {
    const row = await ProposedWords(db)
      .findOneAndDelete({ tenantId, _id: id }, { session })
      .lean<ProposedWord>();
    if (row === null) throw notFound('proposed word');
    assertSecondPerson(row.by, who.by);
    await recordChange(db, { ...who, list: 'words', what: 'agreed', subject: subjectOf(row.term) }, session);
    const word = { kind: 'banned', term: row.term, note: row.note, agreedBy: who.by } as const;
    return putWord(db, { word, who: { ...who, by: row.by } }, session);
  });
}

/** Refused by somebody else, or taken back. */
export function dropProposal(db: Db, id: string, who: Who): Promise<void> {
  const { tenantId } = who;
  return transaction(db, async (session) => {
    const row = await ProposedWords(db)
      .findOneAndDelete({ tenantId, _id: id }, { session })
      .lean<ProposedWord>();
    if (row === null) throw notFound('proposed word');
    await recordChange(db, { ...who, list: 'words', what: 'refused', subject: subjectOf(row.term) }, session);
  });
}
