/**
 * The account's mentions: every answer in a conversation names those it answers, so this finds the deeper ones, of which
 * the X Activity API sends nothing (platforms.md 5.3).
 */
import type { AccountAccess, Fetched, PollConnector, Polled } from '../../core/actions/connector.ts';
import { idOf, isRecord, textOf } from '../shared/read.ts';
import { api } from './api.ts';
import { costOfRead } from './costs.ts';
import { fetchedBody } from './fetched.ts';
import { POST_FIELDS } from './fields.ts';

export const poll: PollConnector = { poll: pollMentions };

/** X keeps 800 mentions at hand. */
const MAX_PAGES = 8;

/** The cursor is the newest id that was seen. Nothing is kept of a look that broke off: the next one begins where it did. */
async function pollMentions(access: AccountAccess, cursor: string | null): Promise<Fetched<Polled>> {
  const bodies: Uint8Array[] = [];
  let [newest, cost] = [cursor, 0];
  let token: string | null = null;
  // The first look is for what stands now; what came before is for the comparison (list).
  const pages = cursor === null ? 1 : MAX_PAGES;
  for (let page = 0; page < pages; page++) {
    const query: Record<string, string> = {
      ...POST_FIELDS,
      max_results: '100',
      ...(cursor !== null && { since_id: cursor }),
      ...(token !== null && { pagination_token: token }),
    };
    const path = ['users', access.externalId, 'mentions'];
    const answer = await api(access, { method: 'GET', path, query });
    if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
    const { body } = answer;
    cost += costOfRead(body);
    const meta = isRecord(body.meta) ? body.meta : {};
    if (page === 0) newest = idOf(meta.newest_id) ?? newest;
    if (Array.isArray(body.data) && body.data.length > 0)
      bodies.push(fetchedBody(access.externalId, 'mentions', body));
    const next: string | null = textOf(meta.next_token);
    if (next === null || next === token) break;
    token = next;
  }
  return { ok: true, value: { bodies, cursor: newest ?? '0', cost } };
}
