/** Facebook's webhook as a test speaks it: values, envelopes, signatures and the POST. */
import { escapedJson, signature } from '../../ops/simulator/facebook/body.ts';

export const PAGE_ID = '100200300400';
export const POST_ID = `${PAGE_ID}_555`;
export const APP_SECRET = 'app-secret-of-the-tests';
export const VERIFY_TOKEN = 'verify-token-of-the-tests';
export const PAGE_TOKEN = 'EAAB-page-token-of-the-tests';

export type Value = Record<string, unknown>;
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

export interface Said {
  readonly id: string;
  readonly text?: string;
  readonly at: Date;
  readonly from?: { id: string; name?: string } | null;
  readonly parentId?: string;
  readonly more?: Value;
}

const VISITOR = { id: '9001', name: 'Ada Exempelsson' };

function place(id: string, parentId = POST_ID): Value {
  return { item: 'comment', comment_id: id, post_id: POST_ID, parent_id: parentId };
}

export const added = ({ id, text, at, from = VISITOR, parentId, more }: Said): Value => ({
  ...(from === null ? {} : { from }),
  ...(text === undefined ? {} : { message: text }),
  created_time: seconds(at),
  ...place(id, parentId),
  verb: 'add',
  ...more,
});

/** `at` is when it was edited. */
export const edited = ({ id, text, at, from = VISITOR, parentId, more }: Said): Value => ({
  ...(from === null ? {} : { from }),
  ...(text === undefined ? {} : { message: text }),
  created_time: seconds(at),
  edited_time: seconds(at),
  ...place(id, parentId),
  verb: 'edited',
  ...more,
});

export const acted = (
  verb: 'remove' | 'hide' | 'unhide',
  { id, at, parentId }: Omit<Said, 'text'>,
): Value => ({
  from: { id: PAGE_ID, name: 'Sidan' },
  created_time: seconds(at),
  ...place(id, parentId),
  verb,
});

/** One delivery. `sentAt` in the envelope is whole seconds, as Meta writes it. */
export function envelopeOf(
  values: readonly Value[],
  options: { page?: string; sentAt?: Date; salt?: string } = {},
): Buffer {
  const changes = values.map((value) => ({ field: 'feed', value }));
  const time = seconds(options.sentAt ?? new Date('2026-03-02T09:00:00Z'));
  // The salt makes another delivery of the same changes, as a platform's own repeats are.
  const salt = options.salt === undefined ? {} : { salt: options.salt };
  return bodyOf([{ id: options.page ?? PAGE_ID, time, changes, ...salt }]);
}

export function bodyOf(entry: unknown): Buffer {
  return Buffer.from(escapedJson({ object: 'page', entry }), 'ascii');
}

export interface PostOptions {
  readonly secret?: string;
  readonly headers?: Record<string, string>;
  readonly platform?: string;
}

/** Signed and sent; the answer as it came. */
export function postWebhook(url: string, body: Buffer, options: PostOptions = {}): Promise<Response> {
  return fetch(`${url}/webhooks/${options.platform ?? 'facebook'}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': signature(body, options.secret ?? APP_SECRET),
      ...options.headers,
    },
    body: new Uint8Array(body),
  });
}
