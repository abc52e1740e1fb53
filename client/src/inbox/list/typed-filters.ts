/** What a typed filter means: its value is a name in the reader's language, a part of an account's name, or a day. Pure. */
import { type ListFilters, readListFilters } from '../../../../core/inbox/list-filters.ts';
import type { FilterName, TypedFilter } from '../../../../core/inbox/search-query.ts';
import { type Choice, matching } from '../../shared/picking.ts';

export type Choices = Readonly<Record<'account' | 'platform' | 'category', readonly Choice<string>[]>>;

const FIELDS = {
  account: 'accountId',
  platform: 'platform',
  category: 'category',
  from: 'from',
  to: 'to',
} as const satisfies Record<FilterName, keyof ListFilters>;

const DOTTED = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/u;

/** 2026-01-31, 31.1.2026 or 31/1/2026. */
function dayOf(value: string): string {
  const [, day = '', month = '', year = ''] = DOTTED.exec(value) ?? [];
  return year === '' ? value : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The one that is meant: its code, its whole name, or the only one whose words begin so. */
function codeOf(choices: readonly Choice<string>[], typed: string): string | null {
  const wanted = typed.toLowerCase();
  const named = choices.find(
    ({ value, label }) => value.toLowerCase() === wanted || label.toLowerCase() === wanted,
  );
  if (named !== undefined) return named.value;
  const found = typed === '' ? [] : matching(choices, typed);
  return found.length === 1 ? (found[0]?.value ?? null) : null;
}

/** Null: not one that is known, or not one alone. */
export function meantBy({ name, value }: TypedFilter, choices: Choices): ListFilters | null {
  const code = name === 'from' || name === 'to' ? dayOf(value) : codeOf(choices[name], value);
  const read = readListFilters({ [FIELDS[name]]: code });
  return Object.keys(read).length === 0 ? null : read;
}
