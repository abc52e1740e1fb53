/**
 * Looks at what is new: the account's notifications since the last one seen, oldest first. Answers bear the first status
 * of their conversation, which no status names itself.
 */
import type { AccountAccess, Fetched, PollConnector, Polled } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { ask, isOurs } from './api.ts';
import { type Known, knownAccount, wrapped } from './wrap.ts';

const PAGE_SIZE = 40;
/** Favourites and follows make nobody's work, and on a busy day bury what does. */
const WRITTEN = ['mention', 'update', 'quote', 'quoted_update'];
/** A night's worth; what is more comes with the next look. */
const MAX_PAGES = 5;
const MAX_ROOTS = 20;

export const poll: PollConnector = { poll: look };

/** Cursor: `<id of the account>:<id of the newest notification>`. */
function readCursor(cursor: string | null): { id: string | null; newest: string | null } {
  const [, id = null, newest = null] = /^(\d{1,30}):(\d{0,30})$/u.exec(cursor ?? '') ?? [];
  return { id, newest: newest === '' ? null : newest };
}

async function look(access: AccountAccess, cursor: string | null): Promise<Fetched<Polled>> {
  const before = readCursor(cursor);
  const known = await knownAccount(access, before.id);
  if (!known.ok) return known;
  let cost = known.value.cost;
  let { newest } = before;
  const found: unknown[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    // `min_id` gives what follows at once upon it; without it, the newest.
    const query = {
      limit: String(PAGE_SIZE),
      'types[]': WRITTEN,
      ...(newest !== null && { min_id: newest }),
    };
    const answer = await ask(access, { method: 'GET', path: ['api', 'v1', 'notifications'], query });
    cost += 1;
    if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
    if (!Array.isArray(answer.body)) return { ok: false, cause: 'unreachable' };
    const first = answer.body.filter(isRecord)[0];
    found.unshift(...answer.body);
    const reached = idOf(first?.id);
    if (answer.body.length < PAGE_SIZE || before.newest === null || reached === null || reached === newest) {
      newest = reached ?? newest;
      break;
    }
    newest = reached;
  }
  const roots = await rootsOf(access, found);
  const bodies =
    found.length === 0 ? [] : [wrapped({ ...known.value, roots: roots.found }, found.toReversed())];
  return {
    ok: true,
    value: { bodies, cursor: `${known.value.id}:${newest ?? ''}`, cost: cost + roots.cost },
  };
}

/** Of answers that came, the first status of what they stand in, where that is the account's own. */
async function rootsOf(
  access: AccountAccess,
  notifications: readonly unknown[],
): Promise<Pick<Known, 'cost'> & { found: Json }> {
  const roots = new Map<string, string>();
  let cost = 0;
  const answers = notifications
    .flatMap((entry) =>
      isRecord(entry) && isRecord(entry.status) && entry.type === 'mention' ? [entry.status] : [],
    )
    .filter((status) => idOf(status.in_reply_to_id) !== null);
  for (const status of answers.slice(0, MAX_ROOTS)) {
    const id = idOf(status.id);
    if (id === null || roots.has(id)) continue;
    const path = ['api', 'v1', 'statuses', id, 'context'];
    const answer = await ask(access, { method: 'GET', path });
    cost += 1;
    const above = answer.ok && isRecord(answer.body) ? answer.body.ancestors : null;
    const root = Array.isArray(above) ? above.filter(isRecord)[0] : undefined;
    const rootId = idOf(root?.id);
    if (rootId !== null && isOurs(root?.account, access)) roots.set(id, rootId);
  }
  return { found: Object.fromEntries(roots), cost };
}
