/**
 * The webhook sender: at least once, no order promised, again until 200 (platforms.md 0.3).
 * Meta's 36 hours are compressed: at once, then with growing pauses of up to some seconds, until `retryForMs`.
 */
import { setMaxListeners } from 'node:events';
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryKnobs } from '../faults.ts';
import { type Random, seeded } from '../random.ts';
import type { Change } from '../types.ts';
import { envelope, signature } from './body.ts';
import { Gate } from './gate.ts';
import { postOnce } from './post-once.ts';

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 3_000;
/** How long a batch that is not full waits for more. */
const LINGER_MS = 25;
/** A change that is held back is held at most this long. */
const HELD_BACK_MS = 1_000;
/** How long a stop waits for answers under way. */
const LAST_ANSWERS_MS = 1_000;

export interface SenderOptions {
  readonly pageId: string;
  readonly secret: string;
  readonly retryForMs: number;
  readonly knobs: DeliveryKnobs;
  readonly target: () => string;
  readonly now: () => number;
  readonly seed: string;
  /** The change left for the first time. */
  readonly onSent: (change: Change) => void;
  readonly onAcknowledged: (change: Change) => void;
  readonly log: (line: string) => void;
}

interface Waiting {
  readonly change: Change;
  readonly done: (acknowledged: boolean) => void;
}

export class WebhookSender {
  readonly counts = { sent: 0, acknowledged: 0, retried: 0, forged: 0, refused: 0, givenUp: 0 };
  private readonly options: SenderOptions;
  private readonly random: Random;
  private readonly gate: Gate;
  private readonly agents: { plain: Agent; secure: SecureAgent };
  /** No new attempt begins. */
  private readonly stopped = new AbortController();
  /** Nor is an answer waited for. */
  private readonly cut = new AbortController();
  private readonly waiting: Waiting[] = [];
  private readonly underWay = new Set<Promise<unknown>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(options: SenderOptions) {
    this.options = options;
    this.random = seeded(`${options.seed}:delivery`);
    this.gate = new Gate(() => options.knobs.concurrency);
    const keepAlive = { keepAlive: true, maxSockets: 256 };
    setMaxListeners(0, this.stopped.signal, this.cut.signal);
    this.agents = { plain: new Agent(keepAlive), secure: new SecureAgent(keepAlive) };
  }

  /** Changes and deliveries that are not settled. */
  get pending(): number {
    return this.underWay.size;
  }

  /** Sends the change; true once a receiver acknowledged it, false when it was given up. */
  push(change: Change): Promise<boolean> {
    return this.follow(this.enter(change));
  }

  private async enter(change: Change): Promise<boolean> {
    if (this.random() < this.options.knobs.reorder) await this.sleep(this.random() * HELD_BACK_MS);
    if (this.stopped.signal.aborted) return false;
    return await new Promise((done) => {
      this.waiting.push({ change, done });
      if (this.waiting.length >= this.options.knobs.batch) this.fill();
      else this.timer ??= setTimeout(() => this.fill(), LINGER_MS);
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled([...this.underWay]);
  }

  /** Answers to what is on the wire are still taken, so that it need not be sent again after a restart. */
  async stop(): Promise<void> {
    this.stopped.abort();
    if (this.timer) clearTimeout(this.timer);
    for (const { done } of this.waiting.splice(0)) done(false);
    const late = setTimeout(() => this.cut.abort(), LAST_ANSWERS_MS);
    await this.idle();
    clearTimeout(late);
    this.agents.plain.destroy();
    this.agents.secure.destroy();
  }

  private fill(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.options.knobs.batch);
      if (this.options.knobs.reorder > 0 && this.random() < this.options.knobs.reorder) batch.reverse();
      void this.follow(this.deliver(batch));
    }
  }

  private async deliver(batch: readonly Waiting[]): Promise<void> {
    const { knobs } = this.options;
    const values = batch.map(({ change }) => change.value);
    const body = envelope(this.options.pageId, this.options.now(), values);
    if (this.random() < knobs.badSignatures) void this.follow(this.forge(body));
    if (this.random() < knobs.duplicates) void this.follow(this.repeat(body));
    const ok = await this.untilAcknowledged(body, () => {
      for (const { change } of batch) this.options.onSent(change);
    });
    for (const { change, done } of batch) {
      if (ok) this.options.onAcknowledged(change);
      done(ok);
    }
  }

  /** The same bytes once more, sometimes while the first are still under way. */
  private async repeat(body: Buffer): Promise<void> {
    await this.sleep(this.random() * 500);
    if (!this.stopped.signal.aborted) await this.untilAcknowledged(body, () => {});
  }

  private async forge(body: Buffer): Promise<void> {
    this.counts.forged += 1;
    const status = await this.gate.run(() => this.post(body, signature(body, `not ${this.options.secret}`)));
    if (status === 401 || status === 403) this.counts.refused += 1;
  }

  private async untilAcknowledged(body: Buffer, onFirst: () => void): Promise<boolean> {
    const signed = signature(body, this.options.secret);
    const until = Date.now() + this.options.retryForMs;
    for (let attempt = 0; !this.stopped.signal.aborted; attempt++) {
      const status = await this.gate.run(async () => {
        await this.sleep(this.options.knobs.deliveryDelayMs);
        if (this.stopped.signal.aborted) return 0;
        if (attempt === 0) {
          this.counts.sent += 1;
          onFirst();
        } else this.counts.retried += 1;
        return await this.post(body, signed);
      });
      if (status === 200) {
        this.counts.acknowledged += 1;
        return true;
      }
      if (this.stopped.signal.aborted) return false;
      if (attempt === 0) this.options.log(`webhook answered ${status || 'nothing'}, sending again`);
      if (Date.now() >= until) {
        this.counts.givenUp += 1;
        this.options.log(`webhook given up after ${attempt + 1} attempts, last answer ${status || 'none'}`);
        return false;
      }
      // The first repeat follows at once.
      const wait = attempt === 0 ? 0 : Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
      await this.sleep(Math.min(wait * (0.5 + this.random() / 2), Math.max(0, until - Date.now())));
    }
    return false;
  }

  private post(body: Buffer, signed: string): Promise<number> {
    const target = this.options.target();
    const agent = target.startsWith('https:') ? this.agents.secure : this.agents.plain;
    return postOnce({ target, body, signature: signed, agent, signal: this.cut.signal });
  }

  private async sleep(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.stopped.signal }).catch(() => {});
  }

  /** Counts `work` as under way until it settles. */
  private follow<T>(work: Promise<T>): Promise<T> {
    const kept = work.finally(() => this.underWay.delete(kept));
    this.underWay.add(kept);
    return kept;
  }
}
