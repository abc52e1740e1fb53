/** What stands in a backup, and how documents travel. */
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';

/** Raised when an older program could not read it any more. */
export const FORMAT = 1;

/** The first frame. */
export interface BackupHeader {
  readonly format: typeof FORMAT;
  readonly at: string;
  /** Of the store: a program that does not know them all cannot take it. */
  readonly migrations: readonly string[];
  /** Says whether a SECRET_KEY is the one, and does not tell it. */
  readonly keyCheck: string;
}

export type Head =
  | { readonly header: BackupHeader }
  | { readonly collection: string; readonly documents: number }
  | { readonly file: string };

/** Files of the data folder that belong to the store: the key that sealed its tokens, and the demo page. */
export const FILES = ['secret.key', 'demo.json', 'demo-page.json'] as const;

export const keyCheckOf = (secretKey: string): string =>
  createHash('sha256').update(`uppsikt backup\0${secretKey}`).digest('hex').slice(0, 16);

const { BSON } = mongoose.mongo;

/** Every value keeps its type: a double stays one, though JavaScript has a single kind of number. */
const AS_STORED = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

/** The documents that stand behind one another in `bytes`. */
export function documentsIn(bytes: Buffer): Record<string, unknown>[] {
  const documents: Record<string, unknown>[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readInt32LE(at);
    documents.push(BSON.deserialize(bytes.subarray(at, at + size), AS_STORED));
    at += size;
  }
  return documents;
}
