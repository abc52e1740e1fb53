/** Hop 5 for Threads (platforms.md 6): bytes in, closed types out. Pure: no clock, no I/O. */
import type { DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { parseLossless } from '../shared/lossless-json.ts';
import { jsonOf } from '../shared/meta/envelope.ts';
import { tellsOfHiding } from '../shared/meta/tells-of-hiding.ts';
import { unknown } from '../shared/meta/words.ts';
import { idOf, isRecord, timeOf } from '../shared/read.ts';
import { accountOf, readChange } from './replies.ts';

export { metaWebhook as webhook } from '../shared/meta/webhook.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => told(body, JSON.parse) !== null,
  tellsOfHiding: (body) => tellsOfHiding(reader, body),
  parseDelivery: (body) => (told(body) ?? []).map(readTold),
  withText,
};

/** A change and what stands around it. */
interface Told {
  readonly raw: unknown;
  readonly targetId: unknown;
  readonly time: unknown;
}

/**
 * Threads has an envelope of its own, `{target_id, time, values}`, with one change or a list of them; the form of Meta's
 * other products is taken too. Null for anything else.
 */
function told(body: Uint8Array, parse: (text: string) => unknown = parseLossless): readonly Told[] | null {
  const parsed = jsonOf(body, parse);
  const envelopes = Array.isArray(parsed) ? parsed : [parsed];
  const found = envelopes.map(toldIn);
  return found.length === 0 || found.includes(null) ? null : found.flatMap((some) => some ?? []);
}

function toldIn(envelope: unknown): readonly Told[] | null {
  if (!isRecord(envelope)) return null;
  const { values, entry, target_id: targetId, time } = envelope;
  if (isRecord(values)) return [{ raw: values, targetId, time }];
  if (Array.isArray(values)) return values.map((raw) => ({ raw, targetId, time }));
  return Array.isArray(entry) ? entry.flatMap(toldInEntry) : null;
}

function toldInEntry(entry: unknown): readonly Told[] {
  if (!isRecord(entry)) return [{ raw: entry, targetId: null, time: null }];
  const { id: targetId, time, changes } = entry;
  if (Array.isArray(changes)) return changes.map((raw) => ({ raw, targetId, time }));
  return [{ raw: entry, targetId, time }];
}

/** An entry that does not say whose it is has the account id '': recorded, and nobody's. */
function readTold({ raw, targetId, time }: Told): Entry {
  const value = isRecord(raw) && isRecord(raw.value) ? raw.value : {};
  const accountId = accountOf(isRecord(raw) ? raw.field : null, value, idOf(targetId));
  const sentAt = timeOf(time);
  const changes = isRecord(raw) ? readChange(raw, { accountId, sentAt }) : [unknown('change')];
  return { accountExternalId: accountId, sentAt, changes: changes.map((change) => ({ change, raw })) };
}

/** `fetched` says of the bytes that they are ours: the platform sent the rest. */
function withText(body: Uint8Array, externalId: string, text: string): Buffer | null {
  for (const one of (told(body) ?? []).toReversed()) {
    const { raw } = one;
    const untold = readTold(one).changes.some(
      ({ change }) => change.type === 'untold-edit' && change.externalId === externalId,
    );
    if (!untold || !isRecord(raw) || !isRecord(raw.value)) continue;
    const values = { field: raw.field, value: { ...raw.value, text, verb: 'edited' } };
    const completed = { target_id: one.targetId, time: one.time, values };
    return Buffer.from(JSON.stringify({ fetched: true, ...completed }));
  }
  return null;
}
