/**
 * The imported list of registered cases, in pieces of 1,000 rows: one transaction replaces the whole list, so nobody
 * ever sees half of it.
 */
import { randomUUID } from 'node:crypto';
import { foldWords } from '../inbox/search-words.ts';
import { collection, type Db, transaction } from '../kernel/db.ts';
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
}

export const CaseChunks = collection<CaseChunk>(
  'caseChunks',
  { part: Number, count: Number, file: String, by: Object, at: Date, cases: [Object] },
  [{ keys: { tenantId: 1, part: 1 } }, { keys: { tenantId: 1, 'cases.number': 1 } }],
);

const CHUNK = 1000;
type Who = Pick<Change, 'tenantId' | 'by' | 'at'>;

/** Replaces the list. No rows: it is emptied. */
export async function replaceCases(
  db: Db,
  list: { file: string; cases: readonly RegisteredCase[] },
  who: Who,
): Promise<void> {
  const { file, cases } = list;
  const chunks: CaseChunk[] = [];
  for (let from = 0; from < cases.length; from += CHUNK) {
    const part = { _id: randomUUID(), part: from / CHUNK, count: cases.length, file };
    chunks.push({ ...part, ...who, cases: cases.slice(from, from + CHUNK) });
  }
  await transaction(db, async (session) => {
    await CaseChunks(db).deleteMany({ tenantId: who.tenantId }, { session });
    if (chunks.length > 0) await CaseChunks(db).insertMany(chunks, { session, lean: true });
    const what = cases.length === 0 ? 'removed' : 'imported';
    const subject = cases.length === 0 ? file : `${file} (${cases.length})`;
    await recordChange(db, { ...who, list: 'cases', what, subject }, session);
  });
}

export async function allCases(db: Db, tenantId: string): Promise<RegisteredCase[]> {
  const chunks = await CaseChunks(db).find({ tenantId }).sort({ part: 1 }).lean<CaseChunk[]>();
  return chunks.flatMap(({ cases }) => cases);
}

/** When, by whom and how many, with the first rows; null before the first import. */
export async function caseList(db: Db, tenantId: string, first: number) {
  const chunk = await CaseChunks(db).findOne({ tenantId, part: 0 }).lean<CaseChunk>();
  return chunk && { ...chunk, cases: chunk.cases.slice(0, first) };
}

export async function caseByNumber(
  db: Db,
  key: { tenantId: string; number: string },
): Promise<RegisteredCase | null> {
  const chunk = await CaseChunks(db)
    .findOne({ tenantId: key.tenantId, 'cases.number': key.number }, { 'cases.$': 1 })
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
