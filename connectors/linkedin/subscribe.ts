/**
 * The subscription to what happens on the page (platforms.md 3.2). It belongs to our app, the page and the member whose
 * token this is, and vanishes without a word when that member's role or grant ends.
 */
import type { AccountAccess, Cause, ConnectedApp } from '../../core/actions/connector.ts';
import { isRecord, type Json, textOf } from '../shared/read.ts';
import { elementsOf } from './paging.ts';
import { keyPart, rest } from './rest.ts';
import { TYPE } from './words.ts';

/** What stands in the way, in the platform's words; null when the page's comments will come. */
export interface Problem {
  readonly missing: readonly string[];
  readonly cause: Cause;
}

export async function subscribe(
  access: AccountAccess,
  member: string,
  { id = null, webhookUrl = null }: ConnectedApp,
): Promise<Problem | null> {
  if (id === null || webhookUrl === null) return lookFor(access);
  const key = keyPart({
    developerApplication: `urn:li:developerApplication:${id}`,
    user: member,
    entity: access.externalId,
    eventType: TYPE,
  });
  const path = ['eventSubscriptions', key];
  const made = await rest(access, { method: 'PUT', path, json: { webhook: webhookUrl } });
  if (!made.ok) return problemOf(made.refusal.cause);
  const after = await rest(access, { method: 'GET', path });
  if (!after.ok) return problemOf(after.refusal.cause);
  return textOf(after.body.webhook) === webhookUrl ? null : problemOf('refused');
}

/** Without our app's own id, whatever it has on this page already. */
async function lookFor(access: AccountAccess): Promise<Problem | null> {
  const query = { q: 'subscriberAndEventType', eventType: TYPE };
  const answer = await rest(access, { method: 'GET', path: ['eventSubscriptions'], query });
  if (!answer.ok) return problemOf(answer.refusal.cause);
  const isOurs = (element: Json): boolean => {
    const key = isRecord(element.subscriberAndEventType) ? element.subscriberAndEventType : element;
    return key.entity === access.externalId;
  };
  return elementsOf(answer.body).some(isOurs) ? null : problemOf('refused');
}

function problemOf(cause: Cause): Problem {
  return {
    missing: [cause === 'permission-missing' ? 'rw_organization_admin' : 'eventSubscriptions'],
    cause,
  };
}
