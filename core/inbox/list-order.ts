/** The orders of the lists, and where in one of them a page ended. Pure; MongoDB's words for it are made here. */
import { derivedId } from '../kernel/ids.ts';
import { SEVERITY } from '../moderation/severity.ts';
import type { Item } from './item.ts';

type Filter = Record<string, unknown>;

const SORTS = {
  due: { field: 'deadline.dueAt', direction: 1 },
  severity: { field: 'severity', direction: -1 },
  newest: { field: 'publishedAt', direction: -1 },
  changed: { field: 'updatedAt', direction: 1 },
  /** Of what fits equally well. */
  fit: { field: 'publishedAt', direction: -1 },
} as const;
export type Sort = keyof typeof SORTS;

/** Where a page ended: the sort field's value, what breaks its ties, and the id. Opaque to clients. */
export interface Cursor {
  readonly value: number | null;
  /** The severity, in the order by deadline; in a search, how well it fits. */
  readonly tie?: number;
  readonly id: string;
}

/** What names a list: its sort and filters. A hash, since a cursor may stand in a query string and a search must not. */
export function listKey(asked: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return derivedId('cursor', JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)))).slice(0, 12);
}

/** `list` is the {@link listKey} that it belongs to. */
export function encodeCursor({ value, id, tie }: Cursor, list: string): string {
  const place = tie === undefined ? [value, id, list] : [value, id, list, tie];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

const SEVERITIES: ReadonlySet<unknown> = new Set(Object.values(SEVERITY));

/** A severity, or what a date can hold: anything else would fail in the store. */
const isPlace = (value: unknown): value is number =>
  SEVERITIES.has(value) ||
  (Number.isSafeInteger(value) && !Number.isNaN(new Date(value as number).getTime()));

/** Null for anything that this server did not write, and for a place in another list. */
export function decodeCursor(text: string, list: string): Cursor | null {
  try {
    const [value, id, of, tie] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if ((value !== null && !isPlace(value)) || typeof id !== 'string' || of !== list) return null;
    return typeof tie === 'number' ? { value, id, tie } : { value, id };
  } catch {
    return null;
  }
}

/** What the sort field holds in the store for a cursor's number. Times on the item are dates, on the deadline numbers. */
const stored = (sort: Sort, value: number | null) =>
  value !== null && SORTS[sort].field !== 'deadline.dueAt' && sort !== 'severity' ? new Date(value) : value;

interface Stretch {
  readonly where: Filter;
  readonly order: Record<string, 1 | -1>;
}

const BY_ID = { _id: 1 } as const;
/** Much is due at one instant, when the clock has stood still over a weekend: then the gravest comes first. */
const BY_GRAVITY = { severity: -1, _id: 1 } as const;

/** What ties with the cursor and comes after it. */
function tiedWith(sort: Sort, { value, tie, id }: Cursor): Stretch[] {
  const { field } = SORTS[sort];
  const same = { [field]: stored(sort, value) };
  if (sort !== 'due') return [{ where: { ...same, _id: { $gt: id } }, order: BY_ID }];
  // A cursor from before there was a tie-break: what it has told already comes again, rather than being lost.
  if (tie === undefined) return [{ where: same, order: BY_GRAVITY }];
  return [
    { where: { ...same, severity: tie, _id: { $gt: id } }, order: BY_ID },
    { where: { ...same, severity: { $lt: tie } }, order: BY_GRAVITY },
  ];
}

/**
 * The stretches that a page is read from, one after the other, each one range of an index: the rest of those that tie
 * with the cursor, what comes after them, and at last items without a clock: MongoDB puts null first and compares it
 * with nothing.
 */
export function stretches(sort: Sort, cursor: Cursor | null): Stretch[] {
  const { field, direction } = SORTS[sort];
  const order = { [field]: direction, ...(sort === 'due' ? BY_GRAVITY : BY_ID) };
  const withoutClock = sort === 'due' ? [{ where: { [field]: null }, order: BY_GRAVITY }] : [];
  if (cursor === null)
    return [{ where: sort === 'due' ? { [field]: { $ne: null } } : {}, order }, ...withoutClock];
  const tied = tiedWith(sort, cursor);
  const value = stored(sort, cursor.value);
  if (value === null) return tied;
  const further = { where: { [field]: { [direction === 1 ? '$gt' : '$lt']: value } }, order };
  return [...tied, further, ...withoutClock];
}

export function cursorOf(sort: Sort, item: Item): Cursor {
  const value = {
    due: item.deadline.dueAt,
    severity: item.severity,
    newest: item.publishedAt.getTime(),
    changed: item.updatedAt.getTime(),
    fit: item.publishedAt.getTime(),
  }[sort];
  return { value, id: item._id, ...(sort === 'due' ? { tie: item.severity } : {}) };
}
