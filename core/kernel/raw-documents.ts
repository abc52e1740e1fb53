/** Documents as MongoDB itself writes them, for a backup. */
import mongoose from 'mongoose';

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
