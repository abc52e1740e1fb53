/** Hop 5 for X (platforms.md 5.3): both of its activity APIs, and what was fetched. Pure: no clock, no I/O. */
import type { DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { readActivity } from './activity.ts';
import { isFetched, readFetched } from './fetched.ts';
import { isLegacy, readLegacy } from './legacy.ts';
import { ignored, unknown } from './words.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body, JSON.parse) !== null,
  // X tells nobody of a hidden reply, and sends every edit with its text.
  tellsOfHiding: () => false,
  parseDelivery: (body) => envelope(body, parseLossless)?.() ?? [],
  withText: () => null,
};

/** How the body is to be read; null: it is none of X's. */
function envelope(body: Uint8Array, parse: (text: string) => unknown): (() => readonly Entry[]) | null {
  try {
    const parsed = parse(decodeUtf8(body));
    return isRecord(parsed) ? readingOf(parsed) : null;
  } catch {
    return null;
  }
}

const REPLAYS = ['replay_job_status', 'replay_event'];

function readingOf(body: Json): (() => readonly Entry[]) | null {
  if (isEvent(body.data)) return () => [readActivity(body.data as Json)];
  const events = Array.isArray(body.data) ? body.data.filter(isEvent) : [];
  if (Array.isArray(body.data) && events.length > 0 && events.length === body.data.length)
    return () => events.map(readActivity);
  const replay = REPLAYS.find((name) => isRecord(body[name]));
  if (replay !== undefined) return () => [nobodys(ignored(replay), body)];
  if (isLegacy(body)) return () => [readLegacy(body)];
  if (isFetched(body)) return () => [readFetched(body)];
  return isRecord(body.data) ? () => [nobodys(unknown('data', 'event_type'), body)] : null;
}

const isEvent = (data: unknown): data is Json => isRecord(data) && typeof data.event_type === 'string';

/** Of the app, or of nobody that it names. */
const nobodys = (change: Entry['changes'][number]['change'], raw: Json): Entry => ({
  ...{ accountExternalId: '', sentAt: null },
  changes: [{ change, raw }],
});
