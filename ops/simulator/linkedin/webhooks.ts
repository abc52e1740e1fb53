/** Tells the receiver what happened: signed, at most ten of a kind at once, again until it is taken (platforms.md 0.3). */
import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'undici';
import { seeded, shuffled } from '../random.ts';
import type { LinkedInWorld, Notification } from './world.ts';

const MOST_AT_ONCE = 10;
/** Every 5 minutes for 8 hours: in compressed time so many attempts. */
const ATTEMPTS = 96;
const FAILED_CHALLENGES = 3;

export const signature = (body: Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update('hmacsha256=').update(body).digest('hex');

export const batchOf = (notifications: readonly Notification[]): Buffer =>
  Buffer.from(JSON.stringify({ type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', notifications }));

export interface Knobs {
  /** Of {@link MOST_AT_ONCE} at most. */
  batch: number;
  duplicates: boolean;
  reorder: boolean;
  prefixedHeader: boolean;
  /** Two members who subscribed get two deliveries. */
  subscribers: readonly string[];
}

export class LinkedInSender {
  readonly knobs: Knobs;
  /** Blocked until somebody unblocks it by hand. */
  blocked = false;
  private told = 0;
  private failed = 0;
  private readonly secret: string;
  private readonly world: LinkedInWorld;
  private readonly random: () => number;

  constructor(options: { world: LinkedInWorld; secret: string; seed: string; member: string }) {
    this.world = options.world;
    this.secret = options.secret;
    this.random = seeded(`${options.seed}:delivery`);
    this.knobs = {
      ...{ batch: MOST_AT_ONCE, duplicates: false, reorder: false, prefixedHeader: false },
      subscribers: [options.member],
    };
  }

  /** What has happened since the last time, as the bodies that are sent. */
  take(): Buffer[] {
    const fresh = this.world.history.slice(this.told);
    this.told = this.world.history.length;
    const ordered = this.knobs.reorder ? shuffled(this.random, fresh) : fresh;
    const bodies: Buffer[] = [];
    for (const subscriber of this.knobs.subscribers)
      for (let from = 0; from < ordered.length; from += this.knobs.batch)
        bodies.push(
          batchOf(
            ordered
              .slice(from, from + this.knobs.batch)
              .map((notification) => ({ ...notification, subscriber })),
          ),
        );
    return this.knobs.duplicates ? bodies.flatMap((body) => [body, body]) : bodies;
  }

  headersFor(body: Uint8Array): Record<string, string> {
    const hex = signature(body, this.secret);
    return {
      'content-type': 'application/json',
      'x-li-signature': this.knobs.prefixedHeader ? `hmacsha256=${hex}` : hex,
    };
  }

  /** Sends all that is new; how many bodies were taken. */
  async deliver(target: string, { pauseMs = 50 } = {}): Promise<{ sent: number; acknowledged: number }> {
    let acknowledged = 0;
    const bodies = this.blocked ? [] : this.take();
    for (const body of bodies) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await this.post(target, body)) {
          acknowledged += 1;
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    return { sent: bodies.length, acknowledged };
  }

  private async post(target: string, body: Buffer): Promise<boolean> {
    try {
      const answer = await request(target, { method: 'POST', headers: this.headersFor(body), body });
      await answer.body.dump();
      return answer.statusCode >= 200 && answer.statusCode < 300;
    } catch {
      return false;
    }
  }

  /** Every two hours: three that fail in a row block the receiver. */
  async challenge(target: string): Promise<boolean> {
    const challengeCode = randomUUID();
    const wanted = createHmac('sha256', this.secret).update(challengeCode).digest('hex');
    const url = `${target}?challengeCode=${challengeCode}`;
    const isRight = await request(url, { signal: AbortSignal.timeout(3000) })
      .then(async ({ statusCode, headers, body }) => {
        const answer = (await body.json()) as { challengeCode?: unknown; challengeResponse?: unknown };
        const isJson = String(headers['content-type']).startsWith('application/json');
        const fits = answer.challengeCode === challengeCode && answer.challengeResponse === wanted;
        return statusCode === 200 && isJson && fits;
      })
      .catch(() => false);
    this.failed = isRight ? 0 : this.failed + 1;
    if (this.failed >= FAILED_CHALLENGES) this.blocked = true;
    return isRight;
  }
}
