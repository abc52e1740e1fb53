import type { AccountAccess, Cause } from '../../../core/actions/connector.ts';
import { idOf, isRecord } from '../read.ts';
import type { Graph } from './graph.ts';

/** What stands in the way, in the platform's words; null when the page's comments will come. */
export interface Problem {
  readonly missing: readonly string[];
  readonly cause: Cause;
}

export interface Subscription {
  /** Whose events: a page, or `me`. */
  readonly node: string;
  /** Null: ours is not known. */
  readonly appId: string | null;
  /** What must come, and what is welcome beside it where the token may. */
  readonly field: string;
  readonly also?: readonly string[];
  /** The permission that is missing where Graph says that one is. */
  readonly scope: string;
}

/**
 * Subscribes and reads the edge back, since an answer of success alone proved nothing to others. The call replaces the
 * app's list of fields, so what it already has is kept.
 */
export async function subscribe(
  graph: Graph,
  access: AccountAccess,
  subscription: Subscription,
): Promise<Problem | null> {
  const { node, appId, field, also = [], scope } = subscription;
  const path = [node, 'subscribed_apps'];
  const problemOf = (cause: Cause): Problem => ({
    missing: [cause === 'permission-missing' ? scope : field],
    cause,
  });
  const ask = (fields: readonly string[]) => {
    const form = { subscribed_fields: [...new Set(fields)].join(',') };
    return graph(access, { method: 'POST', path, form });
  };
  const before = await subscribedFields(graph, access, subscription);
  const kept = appId === null || !Array.isArray(before) ? [] : before;
  let answer = await ask([...kept, field, ...also]);
  // What is welcome only must not stand in the way of what is needed.
  if (!answer.ok && also.length > 0 && answer.refusal.certain && answer.refusal.state !== 'retry')
    answer = await ask([...kept, field]);
  if (!answer.ok) return problemOf(answer.refusal.cause);
  const after = await subscribedFields(graph, access, subscription);
  if (!Array.isArray(after)) return problemOf(after);
  return after.includes(field) ? null : { missing: [field], cause: 'refused' };
}

/** The fields that our app has there; of every app, where ours is not known. */
async function subscribedFields(
  graph: Graph,
  access: AccountAccess,
  { node, appId }: Subscription,
): Promise<string[] | Cause> {
  const answer = await graph(access, { method: 'GET', path: [node, 'subscribed_apps'] });
  if (!answer.ok) return answer.refusal.cause;
  const apps = Array.isArray(answer.body.data) ? answer.body.data.filter(isRecord) : [];
  return apps
    .filter((app) => appId === null || idOf(app.id) === appId)
    .flatMap((app) => (Array.isArray(app.subscribed_fields) ? app.subscribed_fields : []))
    .filter((field) => typeof field === 'string');
}
