/**
 * What a list of the inbox may be limited to besides its view: the one list of names that addresses, saved views, the
 * API and the search field share. Never words of a search or a name: an address is kept by browsers and logs.
 */
import { z } from 'zod';
import { PLATFORMS } from '../kernel/platform.ts';
import { CATEGORIES } from '../moderation/verdict.ts';

const day = z.iso.date().meta({ description: 'A day in the office’s zone, Stockholm’s and Oslo’s' });

export const LIST_FILTERS = {
  accountId: z.string().min(1).optional(),
  platform: z.enum(PLATFORMS).optional(),
  /** Flagged in it, by a machine or a person. */
  category: z.enum(CATEGORIES).optional(),
  /** Published on this day or later. */
  from: day.optional(),
  /** Published on this day or earlier. */
  to: day.optional(),
};

const ListFilters = z.object(LIST_FILTERS);
export type ListFilters = z.infer<typeof ListFilters>;

export const LIST_FILTER_NAMES = Object.keys(LIST_FILTERS) as readonly (keyof ListFilters)[];

/** What of an address or a stored view can be read; what cannot limits nothing. */
export function readListFilters(values: Readonly<Record<string, unknown>>): ListFilters {
  const read = LIST_FILTER_NAMES.flatMap((name) => {
    const { success, data } = LIST_FILTERS[name].safeParse(values[name]);
    return success && data !== undefined ? [[name, data] as const] : [];
  });
  return Object.fromEntries(read) as ListFilters;
}
