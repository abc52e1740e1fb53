/** The bytes Meta puts on the wire, and their signature (platforms.md 0.2, 1.2, 1.3). */
import { createHmac } from 'node:crypto';

/** JSON as Meta writes it: everything outside ASCII as lower-case `\uXXXX`, and `/` as `\/`. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
}

/** Value of `X-Hub-Signature-256` for exactly these bytes. */
export function signature(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** One POST: all changes of one page. `time` is when it is sent, in seconds. */
export function envelope(
  pageId: string,
  sentAtMs: number,
  values: readonly Readonly<Record<string, unknown>>[],
): Buffer {
  const changes = values.map((value) => ({ field: 'feed', value }));
  const entry = [{ id: pageId, time: Math.floor(sentAtMs / 1000), changes }];
  return Buffer.from(escapedJson({ object: 'page', entry }), 'ascii');
}
