/**
 * What a plan lets an account do against a person (platforms.md 5.1): a block by API is for Enterprise; everybody may
 * mute them and refuse their direct messages, which leaves their posts where they are.
 */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { api, dataOf } from './api.ts';
import { confirmed, DONE, NOT_SUPPORTED, outcomeOf } from './outcome.ts';

export async function ban(access: AccountAccess, { authorId }: ActionTarget): Promise<Outcome> {
  if (authorId === null || authorId === access.externalId) return NOT_SUPPORTED;
  const json = { target_user_id: authorId };
  const block = await api(access, { method: 'POST', path: ['users', access.externalId, 'blocking'], json });
  if (block.ok) return confirmed(dataOf(block.body).blocking, true);
  if (block.refusal.cause !== 'permission-missing') return outcomeOf(block.refusal);
  const mute = await api(access, { method: 'POST', path: ['users', access.externalId, 'muting'], json });
  if (!mute.ok) return outcomeOf(mute.refusal);
  const muted = confirmed(dataOf(mute.body).muting, true);
  if (muted !== DONE) return muted;
  const messages = await api(access, { method: 'POST', path: ['users', authorId, 'dm', 'block'], json: {} });
  return messages.ok ? DONE : outcomeOf(messages.refusal);
}
