/**
 * What a list of the inbox may be limited to besides its view: the one list of names that addresses, saved views, the
 * API and the search field share. Never words of a search or a name: an address is kept by browsers and logs. Pure, for
 * the page; its schema is `core/contract/list-filters.contract.ts`.
 */
import { PLATFORMS, type Platform } from '../kernel/platform.ts';
import { CATEGORIES, type Category } from '../moderation/verdict.ts';

export interface ListFilters {
  readonly accountId?: string | undefined;
  readonly platform?: Platform | undefined;
  /** Flagged in it, by a machine or a person. */
  readonly category?: Category | undefined;
  /** Published on this day or later, YYYY-MM-DD in the office's zone. */
  readonly from?: string | undefined;
  /** Published on this day or earlier. */
  readonly to?: string | undefined;
}

/** A day that the calendar has. */
const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};
const isOneOf =
  (codes: readonly string[]) =>
  (text: string): boolean =>
    codes.includes(text);

const CAN_BE_READ: Readonly<Record<keyof ListFilters, (text: string) => boolean>> = {
  accountId: (text) => text !== '',
  platform: isOneOf(PLATFORMS),
  category: isOneOf(CATEGORIES),
  from: isDay,
  to: isDay,
};

export const LIST_FILTER_NAMES = Object.keys(CAN_BE_READ) as readonly (keyof ListFilters)[];

/** What of an address or a stored view can be read; what cannot limits nothing. */
export function readListFilters(values: Readonly<Record<string, unknown>>): ListFilters {
  const read = LIST_FILTER_NAMES.filter((name) => {
    const value = values[name];
    return typeof value === 'string' && CAN_BE_READ[name](value);
  });
  return Object.fromEntries(read.map((name) => [name, values[name]])) as ListFilters;
}
