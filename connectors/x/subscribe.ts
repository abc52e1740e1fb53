/** Has the account's events sent to our webhook (platforms.md 5.2, 5.3). */
import type { AccountAccess, Cause } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf } from '../shared/read.ts';
import { api, dataOf } from './api.ts';

/** What a moderator must hear of. Likes and reposts are left out: each event costs. */
export const EVENTS = [
  'post.create',
  'post.delete',
  'post.mention.create',
  'post.reply.create',
  'post.quote.create',
  'dm.received',
  'dm.sent',
] as const;

/** What stands in the way, in X's words. */
export interface Problem {
  readonly missing: readonly string[];
  readonly cause: Cause;
}

const MAX_PAGES = 20;
/** How our address ends, whatever the host. */
const OURS = /\/webhooks\/x\/?$/u;

/** Null: every event will come. What is subscribed already is left as it is; the rest is read back afterwards. */
export async function subscribe(access: AccountAccess): Promise<Problem | null> {
  const before = await subscribedEvents(access);
  if (!Array.isArray(before)) return { missing: [...EVENTS], cause: before };
  const lacking = EVENTS.filter((event) => !before.includes(event));
  if (lacking.length === 0) return null;
  const webhook = await validWebhook(access);
  if (typeof webhook !== 'string') return webhook;
  for (const event_type of lacking) {
    const json = { event_type, filter: { user_id: access.externalId }, tag: 'uppsikt', webhook_id: webhook };
    const answer = await api(access, { method: 'POST', path: ['activity', 'subscriptions'], json });
    if (!answer.ok) return { missing: [event_type], cause: answer.refusal.cause };
  }
  const after = await subscribedEvents(access);
  if (!Array.isArray(after)) return { missing: lacking, cause: after };
  const missing = EVENTS.filter((event) => !after.includes(event));
  return missing.length === 0 ? null : { missing, cause: 'refused' };
}

/** Only those that go to a webhook: without one they go to a stream that nobody reads. */
async function subscribedEvents(access: AccountAccess): Promise<string[] | Cause> {
  const found: string[] = [];
  let token: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = token === null ? {} : { query: { pagination_token: token } };
    const answer = await api(access, { method: 'GET', path: ['activity', 'subscriptions'], ...query });
    if (!answer.ok) return answer.refusal.cause;
    for (const subscription of recordsIn(answer.body.data)) {
      const user = isRecord(subscription.filter) ? idOf(subscription.filter.user_id) : null;
      const goesOut = idOf(subscription.webhook_id) !== null;
      if (user === access.externalId && goesOut) found.push(textOf(subscription.event_type) ?? '');
    }
    const meta = isRecord(answer.body.meta) ? answer.body.meta : {};
    const next: string | null = textOf(meta.next_token);
    if (next === null || next === token) return found;
    token = next;
  }
  return found;
}

/** The id of our webhook. One that X holds for invalid is checked again first: that alone brings it back. */
async function validWebhook(access: AccountAccess): Promise<string | Problem> {
  const answer = await api(access, { method: 'GET', path: ['webhooks'] });
  if (!answer.ok) return { missing: ['webhook'], cause: answer.refusal.cause };
  const ours = recordsIn(answer.body.data).filter(({ url }) => OURS.test(textOf(url) ?? ''));
  const valid = ours.find((webhook) => webhook.valid === true);
  const [known] = valid === undefined ? ours : [valid];
  const id = idOf(known?.id);
  if (id === null) return { missing: ['webhook'], cause: 'not-supported' };
  if (valid !== undefined) return id;
  const checked = await api(access, { method: 'PUT', path: ['webhooks', id], json: {} });
  if (checked.ok && dataOf(checked.body).valid === true) return id;
  return { missing: ['webhook valid'], cause: checked.ok ? 'refused' : checked.refusal.cause };
}

const recordsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
