/** Whether a comment stands on the platform: a listing by its id. It does not say whether the public sees it. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { idOf, isRecord } from '../shared/read.ts';
import { api, itemsOf } from './api.ts';

/** `elsewhere`: under another channel's video, where we may not touch it. `unclear`: no look could tell. */
export type Presence = 'here' | 'elsewhere' | 'gone' | 'unclear';

export async function presenceOf(access: AccountAccess, externalId: string): Promise<Presence> {
  const query = { part: 'id,snippet', id: externalId, textFormat: 'plainText' };
  const answer = await api(access, { method: 'GET', path: ['comments'], query });
  if (!answer.ok) return answer.refusal.reason === 'commentNotFound' ? 'gone' : 'unclear';
  const found = itemsOf(answer.body).find(({ id }) => idOf(id) === externalId);
  if (found === undefined) return 'gone';
  const channel = isRecord(found.snippet) ? idOf(found.snippet.channelId) : null;
  return channel === null || channel === access.externalId ? 'here' : 'elsewhere';
}
