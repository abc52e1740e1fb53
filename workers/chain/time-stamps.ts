/** Asks the authority that the municipality named for a time stamp. Only a hash leaves the machine. */
import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import { readAtMost } from '../../core/kernel/guarded-fetch/read-at-most.ts';
import type { StampFault } from '../../core/kernel/stamp-fault.ts';
import { timeStampRequest, usableNonce } from '../../core/kernel/time-stamp.ts';
import { checkTimeStamp, type StampExpected } from '../../core/kernel/time-stamp-check.ts';

const WAIT_MS = 20_000;
const MAX_ANSWER = 256 * 1024;
const NONCE_BYTES = 8;

/** Why an answer is not kept; `no-answer`: there was none. */
export type NoStamp = StampFault | 'no-answer';

export type StampFor = (hash: string) => Promise<Uint8Array | NoStamp>;

export type StampTrust = Pick<StampExpected, 'authorities' | 'policy'>;

/** An answer that does not hold is not stored: the next round asks again. */
export const createStamper =
  (url: string, { authorities, policy }: StampTrust): StampFor =>
  async (hash) => {
    const nonce = usableNonce(randomBytes(NONCE_BYTES));
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: timeStampRequest(hash, { nonce, policy }),
      headersTimeout: WAIT_MS,
      bodyTimeout: WAIT_MS,
    });
    const answer = await readAtMost(body, MAX_ANSWER);
    if (statusCode !== 200 || answer === null) return 'no-answer';
    return (await checkTimeStamp(answer, hash, { authorities, policy, nonce })).fault ?? answer;
  };
