/**
 * Hop 5 for Mastodon (platforms.md 8): what our looks bring, a stream's events, and the server's own answers. Mastodon
 * pushes nothing to an account, so bodies of ours wrap what it said: `{mastodon: {account, id, roots}, changes: […]}`.
 */
import type { DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { isKnownShape, readChange } from './events.ts';
import type { Ours } from './status.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body) !== null,
  /** Mastodon hides nobody's words. */
  tellsOfHiding: () => false,
  parseDelivery(body): readonly Entry[] {
    const found = envelope(body);
    if (found === null) return [];
    const { ours, raws } = found;
    const changes = raws.map((raw) => ({ change: readChange(raw, ours), raw }));
    return [{ accountExternalId: ours.account, sentAt: null, changes }];
  },
  /** An edit comes with its words. */
  withText: () => null,
};

interface Envelope {
  readonly ours: Ours;
  readonly raws: readonly unknown[];
}

const NOBODY: Ours = { account: '', id: null, roots: {} };

function parsed(body: Uint8Array): unknown {
  try {
    return parseLossless(decodeUtf8(body));
  } catch {
    return undefined;
  }
}

function envelope(body: Uint8Array): Envelope | null {
  const value = parsed(body);
  if (Array.isArray(value))
    return value.length === 0 || value.some(isKnownShape) ? { ours: NOBODY, raws: value } : null;
  if (!isRecord(value)) return null;
  if (isRecord(value.mastodon) && Array.isArray(value.changes))
    return { ours: oursOf(value.mastodon), raws: value.changes };
  if (isKnownShape(value)) return { ours: NOBODY, raws: [value] };
  return listing(value);
}

function oursOf({ account, id, roots }: Json): Ours {
  return { account: idOf(account) ?? '', id: idOf(id), roots: isRecord(roots) ? roots : {} };
}

/** A status's surroundings, grouped notifications, a search. */
function listing(value: Json): Envelope | null {
  const { ancestors, descendants, statuses, notification_groups: groups } = value;
  if (Array.isArray(ancestors) && Array.isArray(descendants))
    return { ours: NOBODY, raws: [...ancestors, ...descendants] };
  if (!Array.isArray(statuses)) return null;
  const raws = Array.isArray(groups) ? groups.map((group) => ungrouped(group, value)) : statuses;
  return { ours: NOBODY, raws };
}

/** A group of one kind names its status and its newest people by id; they stand beside the groups. */
function ungrouped(group: unknown, { accounts, statuses }: Json): unknown {
  if (!isRecord(group)) return group;
  const find = (list: unknown, id: unknown): unknown =>
    Array.isArray(list) ? list.find((entry) => isRecord(entry) && idOf(entry.id) === idOf(id)) : undefined;
  const people = Array.isArray(group.sample_account_ids) ? group.sample_account_ids : [];
  return {
    id: group.most_recent_notification_id ?? group.group_key,
    type: group.type,
    created_at: group.latest_page_notification_at ?? null,
    account: find(accounts, people[0]),
    status: find(statuses, group.status_id),
  };
}
