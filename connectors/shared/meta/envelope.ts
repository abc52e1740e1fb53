/** The envelope of Meta's webhooks: entries of accounts, each with its changes or messages (platforms.md 1.3, 2.2). Pure. */
import type { Change, Entry } from '../../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../lossless-json.ts';
import { idOf, isRecord, timeOf } from '../read.ts';
import { type EntryContext, listOf } from './entry.ts';
import { type Channel, readMessage } from './messages.ts';
import { unknown } from './words.ts';

/** The body as JSON; undefined where it is none. */
export function jsonOf(body: Uint8Array, parse: (text: string) => unknown = parseLossless): unknown {
  try {
    return parse(decodeUtf8(body));
  } catch {
    return undefined;
  }
}

/**
 * The entries of `{object, entry: [...]}`, or of a list of such, as Instagram's documentation shows them; null for
 * anything else.
 */
export function entriesOf(body: unknown, isOurs: (object: unknown) => boolean): readonly unknown[] | null {
  const envelopes = Array.isArray(body) ? body : [body];
  const found = envelopes.map((envelope) =>
    isRecord(envelope) && isOurs(envelope.object) && Array.isArray(envelope.entry) ? envelope.entry : null,
  );
  return found.length === 0 || found.includes(null) ? null : found.flat();
}

type ReadChange = (raw: unknown, entryContext: EntryContext) => readonly Change[];

/**
 * One entry. What it holds shows in its keys, not in the envelope's `object`: `changes`, `messaging`, `standby`, or
 * one change flat on the entry itself. An entry that does not say whose it is has the account id '': recorded, and nobody's.
 */
export function readEntry(entry: unknown, readChange: ReadChange): Entry {
  if (!isRecord(entry)) return unreadable(entry, 'entry');
  const accountId = idOf(entry.id);
  if (accountId === null) return unreadable(entry, 'entry', 'id');
  const entryContext = { accountId, sentAt: timeOf(entry.time) };
  const read = (raw: unknown) => readChange(raw, entryContext).map((change) => ({ change, raw }));
  const readAll = (channel: Channel) =>
    listOf(entry[channel]).map((raw) => ({ change: readMessage(raw, entryContext, channel), raw }));
  const changes = [
    ...listOf(entry.changes).flatMap(read),
    ...(entry.field === undefined ? [] : read(entry)),
    ...readAll('messaging'),
    ...readAll('standby'),
  ];
  // `changed_fields` comes when the app subscribed without include_values: something changed, nobody says what.
  if (changes.length === 0 && !Array.isArray(entry.changes)) {
    const change = Array.isArray(entry.changed_fields)
      ? unknown('changed_fields')
      : unknown('entry', 'changes');
    changes.push({ change, raw: entry });
  }
  return { accountExternalId: accountId, sentAt: entryContext.sentAt, changes };
}

function unreadable(raw: unknown, changeName: string, lacks?: string): Entry {
  return { accountExternalId: '', sentAt: null, changes: [{ change: unknown(changeName, lacks), raw }] };
}
