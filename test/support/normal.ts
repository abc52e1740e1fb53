/** A snapshot without what may differ between two runs of the same thing: random ids, tokens, moments after the start. */
import { faultsOf, type ListedFile } from '../../core/evidence/capture.ts';
import type { StoreSnapshot } from './snapshot.ts';

type Document = Record<string, unknown>;

/** Not part of what a command leaves behind, or of this test's own making. */
const IGNORED = new Set(['apiTokens', 'signInLinks', 'captureFiles']);
const COUNTERS = new Set([
  'attempts',
  // A try of which nobody knows is one that may have left.
  'refused',
  'notBefore',
  'apiBase',
  'encryptedToken',
  'consumedMs',
  'alarmsRaised',
]);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const FIRST_MS = 1_600_000_000_000;

/** Which random id stands for what. */
function namesOf(dump: StoreSnapshot): Map<string, string> {
  const names = new Map<string, string>();
  const byTime = (a: Document, b: Document) => String(a.createdAt).localeCompare(String(b.createdAt));
  [...(dump.actions ?? [])].sort(byTime).forEach((entry, index) => {
    names.set(String(entry._id), `action ${index} ${entry.type}`);
  });
  const placeOf = ({ chain }: Document): number => (chain as { seq: number }).seq;
  const captures = [...(dump.captures ?? [])].sort((a, b) => placeOf(a) - placeOf(b));
  for (const [index, entry] of captures.entries()) names.set(String(entry._id), `capture ${index}`);
  for (const name of ['notes', 'people', 'houseRules'])
    for (const entry of dump[name] ?? [])
      names.set(String(entry._id), `${name} ${entry.email ?? entry.text ?? ''}`);
  return names;
}

/** The seals are checked; their hashes hold moments and random ids, so they cannot be compared. */
function withoutHashes(capture: Document, pieces: readonly Document[]): Document {
  const { files, manifest, manifestSha256, chain, ...rest } = capture;
  const contentOf = (path: string): Buffer =>
    Buffer.concat(
      pieces
        .filter((piece) => piece.captureId === capture._id && piece.path === path)
        .sort((a, b) => Number(a.at) - Number(b.at))
        .map(({ data }) => Buffer.from(String(data), 'base64')),
    );
  const sealed = {
    files: (files as ListedFile[]).map((file) => ({ ...file, content: contentOf(file.path) })),
    manifest: String(manifest),
    manifestSha256: String(manifestSha256),
  };
  return { ...rest, faults: faultsOf(sealed), place: (chain as { seq: number }).seq };
}

/**
 * An item's events in their order, without the number that it gives them: a picture is taken beside what else happens,
 * before or after it. The line itself must have no gap.
 */
function eventsInOrder(events: readonly Document[]): Document[] {
  return [...Map.groupBy(events, ({ itemId }) => itemId).values()].flatMap((ofItem) => {
    const line = [...ofItem].sort((a, b) => Number(a.seq) - Number(b.seq));
    const isWhole = line.every(({ seq }, index) => seq === index + 1);
    const told = line.filter(({ type }) => type !== 'capture.picture');
    return told.map(({ _id, seq, ...event }, place) => ({ ...event, place, isWhole }));
  });
}

const withoutSeq = ({ seq: _seq, ...document }: Document): Document => document;

/** `withDue`: when it is due must be the same too, which it is not where the clock ran on until a crash was mended. */
export function normalised(dump: StoreSnapshot, start: Date, withDue: boolean): unknown {
  const names = namesOf(dump);
  const from = start.getTime();
  const seals = new Set((dump.captures ?? []).map(({ manifestSha256 }) => String(manifestSha256)));
  function plainText(value: string): string {
    if (seals.has(value)) return '<seal>';
    if (ISO.test(value)) return Date.parse(value) > from ? '<later>' : value;
    return names.get(value) ?? value;
  }
  function plain(value: unknown, key: string): unknown {
    if (COUNTERS.has(key)) return undefined;
    if (Array.isArray(value)) return value.map((entry) => plain(entry, ''));
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry, name)]));
    if (typeof value === 'string') return plainText(value);
    // When it is due stands, whenever it was computed; the moments on the way do not.
    const isMoment = typeof value === 'number' && value > FIRST_MS && !(withDue && key === 'dueAt');
    return isMoment && value > from ? '<later>' : value;
  }
  const comparable = {
    ...dump,
    events: eventsInOrder(dump.events ?? []),
    items: (dump.items ?? []).map(withoutSeq),
  };
  const entries = Object.entries(comparable).filter(([name]) => !IGNORED.has(name));
  return Object.fromEntries(
    entries.map(([name, documents]) => [
      name,
      documents
        .map((entry) =>
          plain(name === 'captures' ? withoutHashes(entry, dump.captureFiles ?? []) : entry, ''),
        )
        .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    ]),
  );
}
