/** Readers for values that came over the wire: each answers with a closed type or null, and none throws. */

import { beginningOf, isInOneForm, oneForm } from '../../core/inbox/text-form.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Longest id that any platform documents is far below this; longer is not an id. */
const MAX_ID_LENGTH = 255;
/** In UTF-16 units. The delivery keeps what was sent. */
const MAX_NAME_LENGTH = 300;
const MAX_LINK_LENGTH = 8000;
/** Seconds stay below this until the year 5138, milliseconds have been above it since 1973. */
const SMALLEST_MILLISECONDS = 1e11;
/** No platform speaks of a time that our calendars and every client could not read; the time of arrival stands then. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An opaque id, sent as a string or, in older shapes, as a number. A number that has lost digits is no id. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string')
    return value !== '' && value.length <= MAX_ID_LENGTH && isInOneForm(value) ? value : null;
  return Number.isSafeInteger(value) ? String(value) : null;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? oneForm(value) : null;
}

/** A name stands in every row of a list: its beginning, where somebody has sent a letter as a name. */
export function personNameOf(value: unknown): string | null {
  return typeof value === 'string' ? beginningOf(oneForm(value), MAX_NAME_LENGTH) : null;
}

/** An http or https address as sent; anything else (javascript:, data:, half an address) is null. */
export function linkOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_LINK_LENGTH || !/^https?:\/\//i.test(value))
    return null;
  return URL.canParse(value) && isInOneForm(value) ? value : null;
}

/** Seconds or milliseconds since 1970 as number or digits, or ISO 8601 (without a zone: UTC). */
export function timeOf(value: unknown): Date | null {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return null;
  if (/^\d{1,16}$/.test(value)) return fromNumber(Number(value));
  const iso = ISO.exec(value);
  if (iso === null) return null;
  const at = Date.parse(iso[1] === undefined ? `${value}Z` : value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return fromMilliseconds(at);
}

function fromNumber(value: number): Date | null {
  const milliseconds = value < SMALLEST_MILLISECONDS ? value * 1000 : value;
  return fromMilliseconds(milliseconds);
}

const fromMilliseconds = (at: number): Date | null => (at >= EARLIEST && at < LATEST ? new Date(at) : null);
