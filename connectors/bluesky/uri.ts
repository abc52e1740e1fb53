/** `at://<did>/<collection>/<rkey>`: how the AT protocol names a record. Pure. */
import { idOf } from '../shared/read.ts';

export interface RecordName {
  readonly uri: string;
  readonly did: string;
  readonly collection: string;
  readonly rkey: string;
}

const URI = /^at:\/\/(did:[a-z]+:[\w.:%-]+)\/([a-zA-Z][\w.-]*)\/([\w.~:-]{1,512})$/u;
const DID = /^did:[a-z]+:[\w.:%-]+$/u;

export const POSTS = 'app.bsky.feed.post';

export function recordName(value: unknown): RecordName | null {
  const uri = idOf(value);
  const parts = uri === null ? null : URI.exec(uri);
  if (uri === null || parts === null) return null;
  const [, did = '', collection = '', rkey = ''] = parts;
  return { uri, did, collection, rkey };
}

export function didOf(value: unknown): string | null {
  const did = idOf(value);
  return did !== null && DID.test(did) ? did : null;
}

/** Where a person sees the post. */
export function permalinkOf({ did, collection, rkey }: RecordName): string | null {
  return collection === POSTS ? `https://bsky.app/profile/${did}/post/${rkey}` : null;
}
