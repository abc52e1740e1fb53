/** `/2/webhooks` and `/2/activity/subscriptions` (platforms.md 5.2, 5.3). */
import { demandApp, type XCall } from './call.ts';
import type { XFaults } from './faults.ts';
import type { XHooks, XWebhook } from './hooks.ts';
import { invalid, XProblem } from './problems.ts';

const missing = (name: string): XProblem =>
  new XProblem(404, {
    title: 'Not Found Error',
    detail: `No such ${name}`,
    type: 'about:blank',
    status: 404,
  });

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** undefined: this is none of these calls. */
export async function answerHooks(call: XCall, hooks: XHooks, faults: XFaults): Promise<unknown> {
  const [root, second] = call.path;
  if (root !== 'webhooks' && !(root === 'activity' && second === 'subscriptions')) return undefined;
  demandApp(call, faults);
  return root === 'webhooks' ? webhooks(call, hooks) : subscriptions(call, hooks);
}

function known(hooks: XHooks, id: string | null | undefined): XWebhook {
  const webhook = hooks.webhooks.get(id ?? '');
  if (webhook === undefined) throw missing('webhook');
  return webhook;
}

/** `yyyymmddhhmm`, UTC. */
function minuteOf(value: unknown): number {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/u.exec(text(value) ?? '');
  if (parts === null) throw invalid('The date must be yyyymmddhhmm');
  const [, year, month, day, hour, minute] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}

async function webhooks({ method, path, json }: XCall, hooks: XHooks): Promise<unknown> {
  const [, id] = path;
  if (method === 'POST' && id === 'replay') {
    const span = { from: minuteOf(json.from_date), to: minuteOf(json.to_date) };
    return { data: hooks.replay(known(hooks, text(json.webhook_id)), span) };
  }
  if (method === 'POST') return { data: await hooks.register(text(json.url) ?? '') };
  if (method === 'PUT') return { data: { valid: await hooks.check(known(hooks, id)) } };
  if (method === 'DELETE') return { data: { deleted: hooks.webhooks.delete(known(hooks, id).id) } };
  const data = [...hooks.webhooks.values()];
  return { data, meta: { result_count: data.length } };
}

function subscriptions({ method, path, json, query }: XCall, hooks: XHooks): unknown {
  const total = () => ({ total_subscriptions: hooks.subscriptions.size });
  const [, , id] = path;
  if (method === 'POST') {
    const filter = json.filter as { user_id?: unknown } | undefined;
    const [event_type, user_id] = [text(json.event_type), text(filter?.user_id)];
    if (event_type === null || user_id === null) throw invalid('`event_type` and `filter` are required');
    const webhook = text(json.webhook_id);
    const webhook_id = webhook === null ? null : known(hooks, webhook).id;
    const wanted = { event_type, filter: { user_id }, tag: text(json.tag), webhook_id };
    // An array in one of X's own samples and an object in another.
    return { data: [hooks.subscribe(wanted)], meta: total() };
  }
  if (method === 'DELETE') {
    const ids = id === undefined ? (query.get('ids') ?? '').split(',') : [id];
    const deleted = ids.some((subscription) => hooks.subscriptions.delete(subscription));
    return { data: { deleted }, meta: total() };
  }
  return { data: [...hooks.subscriptions.values()], meta: total() };
}
