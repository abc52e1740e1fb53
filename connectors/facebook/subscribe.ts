import type { AccountAccess, Cause } from '../../core/actions/connector.ts';
import { idOf, isRecord } from '../shared/read.ts';
import { graph } from './graph.ts';

/** The field that carries comments and visitors' posts. */
const FIELD = 'feed';

/** What stands in the way, in the platform's words; null when the page's comments will come. */
export interface Problem {
  readonly missing: readonly string[];
  readonly cause: Cause;
}

/**
 * Subscribes the page and reads the edge back, since an answer of success alone proved nothing to others. The call
 * replaces the app's list of fields, so what it already has is kept.
 */
export async function subscribe(access: AccountAccess, appId: string | null): Promise<Problem | null> {
  const path = [access.externalId, 'subscribed_apps'];
  const before = await subscribedFields(access, appId);
  const kept = appId === null || !Array.isArray(before) ? [] : before;
  const fields = [...new Set([...kept, FIELD])].join(',');
  const answer = await graph(access, { method: 'POST', path, form: { subscribed_fields: fields } });
  if (!answer.ok) return problemOf(answer.refusal.cause);
  const after = await subscribedFields(access, appId);
  if (!Array.isArray(after)) return problemOf(after);
  return after.includes(FIELD) ? null : { missing: [FIELD], cause: 'refused' };
}

function problemOf(cause: Cause): Problem {
  return { missing: cause === 'permission-missing' ? ['pages_manage_metadata'] : [FIELD], cause };
}

/** The fields that our app has on the page; of every app, where ours is not known. */
async function subscribedFields(access: AccountAccess, appId: string | null): Promise<string[] | Cause> {
  const path = [access.externalId, 'subscribed_apps'];
  const answer = await graph(access, { method: 'GET', path });
  if (!answer.ok) return answer.refusal.cause;
  const apps = Array.isArray(answer.body.data) ? answer.body.data.filter(isRecord) : [];
  return apps
    .filter((app) => appId === null || idOf(app.id) === appId)
    .flatMap((app) => (Array.isArray(app.subscribed_fields) ? app.subscribed_fields : []))
    .filter((field) => typeof field === 'string');
}
