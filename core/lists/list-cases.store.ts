/**
 * The imported list of registered cases, in pieces of 1,000 rows: one transaction replaces the whole list, so nobody
 * ever sees half of it. The list before it is kept beside it until the next import, so that it can be taken back.
 */
import { randomUUID } from 'node:crypto';
import { foldWords } from '../inbox/search-words.ts';
import { type ClientSession, collection, type Db, transaction } from '../kernel/db.ts';
import { notFound, staleList } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';
import { maskPersonalData } from '../moderation/personal-data.ts';
import { type Change, recordChange } from './list-settings.store.ts';
import type { RegisteredCase } from './lists.ts';

interface CaseChunk {
  readonly _id: string;
  readonly tenantId: string;
  /** Place in the list. */
  readonly part: number;
  readonly count: number;
  readonly file: string;
  readonly by: Actor;
  readonly at: Date;
  readonly cases: readonly RegisteredCase[];
  /** Of the list before the present one. */
  readonly former?: true;
}

export const CaseChunks = collection<CaseChunk>(
  'caseChunks',
  { part: Number, count: Number, file: String, by: Object, at: Date, cases: [Object], former: Boolean },
  [{ keys: { tenantId: 1, part: 1 } }, { keys: { tenantId: 1, 'cases.number': 1 } }],
);

const CHUNK = 1000;
type Who = Pick<Change, 'tenantId' | 'by' | 'at'>;

/** Pieces from before lists were kept have no mark. */
const PRESENT = { former: { $ne: true } } as const;
const FORMER = { former: true } as const;

const firstChunk = (
  db: Db,
  { tenantId, which }: { tenantId: string; which: typeof PRESENT | typeof FORMER },
  session: ClientSession | null = null,
) =>
  CaseChunks(db)
    .findOne({ tenantId, part: 0, ...which }, null, { session })
    .lean<CaseChunk>();

/**
 * Replaces the list, which becomes the former one. No rows: it is emptied. `replaces`: when the list was imported that
 * its author was shown the difference to (null: there was none); another one by now is 409.
 */
export async function replaceCases(
  db: Db,
  list: { file: string; cases: readonly RegisteredCase[]; replaces?: Date | null },
  who: Who,
): Promise<void> {
  const { tenantId } = who;
  const { file, cases, replaces } = list;
  const chunks: CaseChunk[] = [];
  for (let from = 0; from < cases.length; from += CHUNK) {
    const part = { _id: randomUUID(), part: from / CHUNK, count: cases.length, file };
    chunks.push({ ...part, ...who, cases: cases.slice(from, from + CHUNK) });
  }
  await transaction(db, async (session) => {
    const present = await firstChunk(db, { tenantId, which: PRESENT }, session);
    if (replaces !== undefined && (present?.at.getTime() ?? null) !== (replaces?.getTime() ?? null))
      throw staleList();
    if (present !== null) {
      await CaseChunks(db).deleteMany({ tenantId, ...FORMER }, { session });
      await CaseChunks(db).updateMany({ tenantId }, { $set: FORMER }, { session });
    }
    if (chunks.length > 0) await CaseChunks(db).insertMany(chunks, { session, lean: true });
    const what = cases.length === 0 ? 'removed' : 'imported';
    const subject = cases.length === 0 ? file : `${file} (${cases.length})`;
    await recordChange(db, { ...who, list: 'cases', what, subject }, session);
  });
}

/** Takes the former list back; the present one, if there is one, becomes the former. `at`: when that was imported. */
export async function restoreCases(db: Db, at: Date, who: Who): Promise<void> {
  const { tenantId } = who;
  await transaction(db, async (session) => {
    const former = await firstChunk(db, { tenantId, which: FORMER }, session);
    if (former === null) throw notFound('former list');
    if (former.at.getTime() !== at.getTime()) throw staleList();
    const present = await CaseChunks(db)
      .distinct('_id', { tenantId, ...PRESENT })
      .session(session);
    await CaseChunks(db).updateMany({ tenantId, ...FORMER }, { $unset: { former: 1 } }, { session });
    await CaseChunks(db).updateMany({ tenantId, _id: { $in: present } }, { $set: FORMER }, { session });
    const subject = `${former.file} (${former.count})`;
    await recordChange(db, { ...who, list: 'cases', what: 'restored', subject }, session);
  });
}

export async function allCases(db: Db, tenantId: string): Promise<RegisteredCase[]> {
  const chunks = await CaseChunks(db)
    .find({ tenantId, ...PRESENT })
    .sort({ part: 1 })
    .lean<CaseChunk[]>();
  return chunks.flatMap(({ cases }) => cases);
}

/** When, by whom and how many, with the first rows; null before the first import. */
export async function caseList(db: Db, tenantId: string, first: number) {
  const chunk = await firstChunk(db, { tenantId, which: PRESENT });
  return chunk && { ...chunk, cases: chunk.cases.slice(0, first) };
}

/** The list before the present one, which can be taken back; null: there is none. */
export const formerList = (db: Db, tenantId: string) => firstChunk(db, { tenantId, which: FORMER });

export async function caseByNumber(
  db: Db,
  key: { tenantId: string; number: string },
): Promise<RegisteredCase | null> {
  const chunk = await CaseChunks(db)
    .findOne({ tenantId: key.tenantId, 'cases.number': key.number, ...PRESENT }, { 'cases.$': 1 })
    .lean<Pick<CaseChunk, 'cases'>>();
  return chunk?.cases[0] ?? null;
}

/** Every word of the text must begin a word of number, subject, place or board, as they are shown: numbers are masked. */
export async function searchCases(
  db: Db,
  asked: { tenantId: string; text: string; limit: number },
): Promise<RegisteredCase[]> {
  const wanted = foldWords(asked.text);
  if (wanted.length === 0) return [];
  const found = (row: RegisteredCase): boolean => {
    const shown = [row.subject, row.place].map((text) => maskPersonalData(text ?? ''));
    const words = foldWords(row.number, ...shown, row.board);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
  return (await allCases(db, asked.tenantId)).filter(found).slice(0, asked.limit);
}
