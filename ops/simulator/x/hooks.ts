/** Webhooks, subscriptions and replays: who is told of what (platforms.md 5.2, 5.3). */
import { randomUUID } from 'node:crypto';
import { digits } from '../random.ts';
import { activityBody, legacyBody } from './deliveries.ts';
import type { XFaults } from './faults.ts';
import { problem } from './problems.ts';
import type { XSender } from './sender.ts';
import type { XEvent } from './types.ts';
import type { XWorld } from './world.ts';

export interface XWebhook {
  readonly id: string;
  readonly url: string;
  valid: boolean;
  readonly created_at: string;
}

export interface XSubscription {
  readonly subscription_id: string;
  readonly event_type: string;
  readonly filter: { readonly user_id: string };
  readonly tag: string | null;
  webhook_id: string | null;
  readonly created_at: string;
}

interface Sent {
  readonly at: number;
  readonly webhookId: string;
  readonly body: Buffer;
}

const MAX_ADDRESS = 200;
const DAY_MS = 86_400_000;

export class XHooks {
  readonly webhooks = new Map<string, XWebhook>();
  readonly subscriptions = new Map<string, XSubscription>();
  private readonly history: Sent[] = [];
  private readonly sender: XSender;
  private readonly faults: XFaults;
  private readonly now: () => number;
  private replaying = false;

  constructor(options: { sender: XSender; faults: XFaults; now: () => number }) {
    this.sender = options.sender;
    this.faults = options.faults;
    this.now = options.now;
  }

  async register(url: string): Promise<XWebhook> {
    if (!URL.canParse(url) || url.length > MAX_ADDRESS)
      throw problem(400, {
        title: 'UrlValidationFailed',
        detail: 'The URL is not valid',
        type: 'invalid-request',
      });
    if ([...this.webhooks.values()].some((webhook) => webhook.url === url))
      throw problem(400, {
        title: 'DuplicateUrlFailed',
        detail: 'The URL is taken',
        type: 'invalid-request',
      });
    if (!(await this.sender.challenge(url, randomUUID())))
      throw problem(400, { title: 'CrcValidationFailed', detail: 'The CRC failed', type: 'invalid-request' });
    const id = digits(`webhook ${url}`, 19);
    const webhook = { id, url, valid: true, created_at: new Date(this.now()).toISOString() };
    this.webhooks.set(id, webhook);
    return webhook;
  }

  /** As X does on a timer and on PUT. */
  async check(webhook: XWebhook): Promise<boolean> {
    webhook.valid = await this.sender.challenge(webhook.url, randomUUID());
    return webhook.valid;
  }

  subscribe(wanted: Pick<XSubscription, 'event_type' | 'filter' | 'tag' | 'webhook_id'>): XSubscription {
    const id = digits(`subscription ${wanted.event_type} ${wanted.filter.user_id} ${wanted.webhook_id}`, 19);
    const made = { subscription_id: id, ...wanted, created_at: new Date(this.now()).toISOString() };
    this.subscriptions.set(id, made);
    return made;
  }

  /** The Account Activity API asks no subscription per event. Its duplicates are X's own doing. */
  tell(world: XWorld, event: XEvent): void {
    const { legacy, dropMedia } = this.faults;
    for (const webhook of this.webhooks.values()) {
      const wanted = [...this.subscriptions.values()].find(
        ({ event_type, webhook_id }) => event_type === event.type && webhook_id === webhook.id,
      );
      if (!legacy && wanted === undefined) continue;
      const body = legacy
        ? legacyBody(world, event)
        : activityBody(world, event, { tag: wanted?.tag ?? null, dropMedia });
      this.history.push({ at: event.at, webhookId: webhook.id, body });
      if (webhook.valid) this.sender.send(webhook.url, body);
    }
  }

  /** Sends the very same bodies again, then says that it has; one at a time. */
  replay(webhook: XWebhook, span: { from: number; to: number }): { job_id: string; created_at: string } {
    if (this.replaying)
      throw problem(409, {
        title: 'ReplayConflictError',
        detail: 'A replay job is running',
        type: 'conflict',
      });
    if (span.from < this.now() - DAY_MS || span.to <= span.from)
      throw problem(400, {
        title: 'Invalid Request',
        detail: 'The dates are not valid',
        type: 'invalid-request',
      });
    this.replaying = true;
    const job_id = digits(`replay ${this.now()}`, 19);
    for (const { at, webhookId, body } of this.history)
      if (webhookId === webhook.id && at >= span.from && at < span.to) this.sender.send(webhook.url, body);
    void this.sender.idle().then(() => {
      const replay_job_status = {
        webhook_id: webhook.id,
        job_state: 'Complete',
        job_state_description: '',
        job_id,
      };
      this.sender.send(webhook.url, Buffer.from(JSON.stringify({ replay_job_status })));
      this.replaying = false;
    });
    return { job_id, created_at: new Date(this.now()).toISOString() };
  }
}
