import { escapedJson, signature } from '../facebook/body.ts';

/** One POST as Meta puts it on the wire: escaped bytes, and the signature of exactly these. */
export interface Delivery {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export function delivery(envelope: unknown, appSecret: string): Delivery {
  const body = Buffer.from(escapedJson(envelope), 'ascii');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature(body, appSecret) };
  return { body, headers };
}
