/** Signs and sends, at least once and in no promised order; X publishes no schedule of its repeats, so a few, soon. */
import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { seeded } from '../random.ts';
import type { XFaults } from './faults.ts';

const ANSWER_WITHIN_MS = 10_000;
const PAUSES_MS = [0, 100, 400, 1_500];
const HELD_BACK_MS = 200;

export const xSignature = (body: Uint8Array | string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`;

export class XSender {
  readonly counts = { sent: 0, acknowledged: 0, retried: 0, forged: 0, refused: 0, givenUp: 0 };
  private readonly random;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly stopped = new AbortController();
  private readonly secret: string;
  private readonly faults: XFaults;

  constructor(options: { secret: string; faults: XFaults; seed: string }) {
    this.secret = options.secret;
    this.faults = options.faults;
    this.random = seeded(`${options.seed}:x-delivery`);
  }

  send(target: string, body: Buffer): void {
    const { duplicates, badSignatures, reorder } = this.faults;
    const wait = this.random() < reorder ? this.random() * HELD_BACK_MS : 0;
    if (this.random() < badSignatures) this.follow(this.forge(target, body));
    if (this.random() < duplicates)
      this.follow(this.deliver(target, body, wait + this.random() * HELD_BACK_MS));
    this.follow(this.deliver(target, body, wait));
  }

  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled([...this.underWay]);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.idle();
  }

  /** The challenge: whether the receiver knows the secret (platforms.md 5.2). */
  async challenge(target: string, token: string): Promise<boolean> {
    const address = new URL(target);
    address.searchParams.set('crc_token', token);
    try {
      const { statusCode, body } = await request(address, { headersTimeout: ANSWER_WITHIN_MS });
      const answer = (await body.json()) as { response_token?: unknown };
      return statusCode === 200 && answer.response_token === xSignature(token, this.secret);
    } catch {
      return false;
    }
  }

  private async deliver(target: string, body: Buffer, after: number): Promise<void> {
    await this.sleep(after);
    for (const [attempt, wait] of PAUSES_MS.entries()) {
      await this.sleep(wait);
      if (this.stopped.signal.aborted) return;
      if (attempt === 0) this.counts.sent += 1;
      else this.counts.retried += 1;
      const status = await this.post(target, body, xSignature(body, this.secret));
      if (status !== 200) continue;
      this.counts.acknowledged += 1;
      return;
    }
    this.counts.givenUp += 1;
  }

  private async forge(target: string, body: Buffer): Promise<void> {
    this.counts.forged += 1;
    const status = await this.post(target, body, xSignature(body, `not ${this.secret}`));
    if (status === 401 || status === 403) this.counts.refused += 1;
  }

  /** 0: there was no answer. */
  private async post(target: string, body: Buffer, signature: string): Promise<number> {
    try {
      const { statusCode, body: answer } = await request(target, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': signature },
        headersTimeout: ANSWER_WITHIN_MS,
        bodyTimeout: ANSWER_WITHIN_MS,
      });
      await answer.dump();
      return statusCode;
    } catch {
      return 0;
    }
  }

  private async sleep(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.stopped.signal }).catch(() => {});
  }

  private follow(work: Promise<unknown>): void {
    const kept = work.finally(() => this.underWay.delete(kept));
    this.underWay.add(kept);
  }
}
