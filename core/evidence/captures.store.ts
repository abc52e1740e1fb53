/**
 * Sealed captures and the chain they stand in: written once, never changed. The bytes of their files stand in pieces of
 * their own, so that no document comes near what the store holds in one.
 */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { CapturedFile, ChainLink, ListedFile, SealedCapture } from './capture.ts';
import { nextLink } from './capture.ts';

/** A file as the capture lists it. Sealed before files stood in pieces, it holds its text itself. */
interface StoredFile extends ListedFile {
  readonly content?: string;
}

export interface StoredCapture extends Omit<SealedCapture, 'files'> {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly itemId: string;
  readonly sealedAt: Date;
  readonly chain: ChainLink;
  readonly files: readonly StoredFile[];
  /** Of a picture: the record that it shows. Absent: it is a record. */
  readonly recordId?: string;
  /** It is no picture: it says what of that record is withheld by law. */
  readonly withholds?: boolean;
}

/** What is to be sealed, with the bytes of its files. */
export interface NewCapture extends SealedCapture, Omit<StoredCapture, 'files' | 'chain'> {}

interface FilePiece {
  readonly _id: string;
  readonly tenantId: string;
  readonly captureId: string;
  readonly path: string;
  /** From 0, in order. */
  readonly at: number;
  readonly data: Buffer;
}

const PIECE_BYTES = 4 * 1024 * 1024;

export const Captures = collection<StoredCapture>(
  'captures',
  {
    accountId: String,
    itemId: String,
    sealedAt: Date,
    files: [Object],
    manifest: String,
    manifestSha256: String,
    chain: Object,
    recordId: String,
    withholds: Boolean,
  },
  [
    { keys: { tenantId: 1, 'chain.seq': 1 }, unique: true },
    { keys: { tenantId: 1, itemId: 1 } },
    { keys: { tenantId: 1, accountId: 1, sealedAt: 1, _id: 1 } },
    { keys: { tenantId: 1, recordId: 1 }, partial: { recordId: { $type: 'string' } } },
  ],
);

export const CaptureFiles = collection<FilePiece>(
  'captureFiles',
  { captureId: String, path: String, at: Number, data: Buffer },
  [{ keys: { tenantId: 1, captureId: 1, path: 1, at: 1 }, unique: true }],
);

function piecesOf({ _id: captureId, tenantId }: NewCapture, { path, content }: CapturedFile): FilePiece[] {
  const bytes = Buffer.from(content as Uint8Array);
  const count = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES));
  return Array.from({ length: count }, (_, at) => ({
    _id: `${captureId}/${path}/${at}`,
    tenantId,
    captureId,
    path,
    at,
    data: bytes.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES),
  }));
}

/**
 * Adds a capture at the chain's end, with its files, in one transaction: a kill leaves all of it or nothing. Two at once
 * collide on `chain.seq`; the transaction's caller tries again.
 */
export async function appendCapture(db: Db, capture: NewCapture, session: ClientSession): Promise<ChainLink> {
  const last = await Captures(db)
    .findOne({ tenantId: capture.tenantId }, { chain: 1 }, { session })
    .sort({ 'chain.seq': -1 })
    .lean<{ chain: ChainLink }>();
  const chain = nextLink(last?.chain ?? null, {
    captureId: capture._id,
    manifestSha256: capture.manifestSha256,
  });
  const files = capture.files.map(({ content: _content, ...listed }) => listed);
  await Captures(db).insertMany([{ ...capture, files, chain }], { session, lean: true });
  // One by one: together they may be more than one message to the store holds.
  for (const piece of capture.files.flatMap((file) => piecesOf(capture, file)))
    await CaptureFiles(db).insertMany([piece], { session, lean: true });
  return chain;
}

export function captureById(db: Db, key: { tenantId: string; id: string }) {
  return Captures(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<StoredCapture>();
}

/** The seals of a record's pictures, the oldest first. */
export function picturesOfRecord(db: Db, key: { tenantId: string; recordId: string }) {
  return Captures(db)
    .find({ tenantId: key.tenantId, recordId: key.recordId, withholds: { $exists: false } })
    .sort({ 'chain.seq': 1 })
    .lean<StoredCapture[]>();
}

/** A lean document holds BSON's Binary where mongoose would give a Buffer. */
const bytesIn = (data: Buffer | { readonly buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(data) ? data : Buffer.from(data.buffer);

/** Null: it was deleted. An empty file has one empty piece. */
async function contentOf(db: Db, capture: StoredCapture, file: StoredFile): Promise<Buffer | null> {
  if (file.content !== undefined) return Buffer.from(file.content);
  const pieces = await CaptureFiles(db)
    .find({ tenantId: capture.tenantId, captureId: capture._id, path: file.path })
    .sort({ at: 1 })
    .lean<FilePiece[]>();
  return pieces.length === 0 ? null : Buffer.concat(pieces.map(({ data }) => bytesIn(data)));
}

/**
 * What shows pictures of these items is deleted, in the transaction that withholds them: suspected child sexual abuse
 * material is kept nowhere. The seals stay, and say that a file is missing.
 */
export async function forgetPictures(
  db: Db,
  { tenantId, itemIds }: { tenantId: string; itemIds: readonly string[] },
  session: ClientSession,
): Promise<void> {
  const seals = await Captures(db)
    .find({ tenantId, itemId: { $in: [...itemIds] }, recordId: { $exists: true } }, { _id: 1 }, { session })
    .lean<{ _id: string }[]>();
  if (seals.length === 0) return;
  const captureId = { $in: seals.map(({ _id }) => _id) };
  await CaptureFiles(db).deleteMany({ tenantId, captureId }, { session });
}

/** Whose pieces are stored, and under which paths; one capture after the other. */
export async function* storedPaths(
  db: Db,
  tenantId: string,
): AsyncGenerator<{ readonly captureId: string; readonly paths: readonly string[] }> {
  const pieces = CaptureFiles(db)
    .find({ tenantId }, { captureId: 1, path: 1, _id: 0 })
    .sort({ captureId: 1, path: 1, at: 1 })
    .lean<Pick<FilePiece, 'captureId' | 'path'>[]>()
    .cursor() as unknown as AsyncIterable<Pick<FilePiece, 'captureId' | 'path'>>;
  let present = { captureId: '', paths: [] as string[] };
  for await (const { captureId, path } of pieces) {
    if (present.captureId !== captureId) {
      if (present.paths.length > 0) yield present;
      present = { captureId, paths: [] };
    }
    if (present.paths.at(-1) !== path) present.paths.push(path);
  }
  if (present.paths.length > 0) yield present;
}

/** The records of these items. */
export async function recordsOf(
  db: Db,
  { tenantId, itemIds }: { readonly tenantId: string; readonly itemIds: readonly string[] },
): Promise<string[]> {
  const found = await Captures(db)
    .find({ tenantId, itemId: { $in: [...itemIds] }, recordId: { $exists: false } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return found.map(({ _id }) => _id);
}

/** The capture with the bytes of its files, as they are stored: whether they are what was sealed, `faultsOf` says. */
export async function withFiles(db: Db, capture: StoredCapture): Promise<SealedCapture> {
  const files: CapturedFile[] = [];
  for (const file of capture.files) {
    const { path, mime, bytes, sha256 } = file;
    const content = await contentOf(db, capture, file);
    if (content !== null) files.push({ path, mime, bytes, sha256, content });
  }
  return { files, manifest: capture.manifest, manifestSha256: capture.manifestSha256 };
}

/** The newest record of an item: what a person means by its evidence. Null: nothing was sealed yet. */
export async function newestRecordOf(
  db: Db,
  key: { readonly tenantId: string; readonly itemId: string },
): Promise<StoredCapture | null> {
  const [newest] = await Captures(db)
    .find({ tenantId: key.tenantId, itemId: key.itemId, recordId: { $exists: false } })
    .sort({ 'chain.seq': -1 })
    .limit(1)
    .lean<StoredCapture[]>();
  return newest ?? null;
}
