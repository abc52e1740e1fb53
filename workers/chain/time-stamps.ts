/** Asks the authority that the municipality named for a time stamp. Only a hash leaves the machine. */
import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import { readAtMost } from '../../core/kernel/guarded-fetch/read-at-most.ts';
import { readTimeStamp, timeStampRequest } from '../../core/kernel/time-stamp.ts';

const WAIT_MS = 20_000;
const MAX_ANSWER = 256 * 1024;
const NONCE_BYTES = 8;

export type StampFor = (hash: string) => Promise<Uint8Array | null>;

/** Null: it gave no answer that holds; the next round asks again. */
export const createStamper =
  (url: string): StampFor =>
  async (hash) => {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: timeStampRequest(hash, randomBytes(NONCE_BYTES)),
      headersTimeout: WAIT_MS,
      bodyTimeout: WAIT_MS,
    });
    const answer = await readAtMost(body, MAX_ANSWER);
    if (statusCode !== 200 || answer === null) return null;
    return (await readTimeStamp(answer, hash)) === null ? null : answer;
  };
