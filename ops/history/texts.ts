/** What invented people write on the pages, and what the pages say: by country and kind. */
import type { Country } from '../../core/kernel/platform.ts';
import { pick, type Random } from '../simulator/random.ts';
import nb from './texts-nb.json' with { type: 'json' };
import sv from './texts-sv.json' with { type: 'json' };

export const VISITORS_KINDS = [
  'question',
  'thanks',
  'criticism',
  'insult',
  'threat',
  'hate',
  'ads',
  'privacy',
] as const;
export type VisitorsKind = (typeof VISITORS_KINDS)[number];

export type TextKind =
  | VisitorsKind
  | 'followUp'
  | 'edited'
  | 'post'
  | 'answer'
  | 'counterQuestion'
  | 'elsewhere'
  | 'note'
  | 'whyLate';

const BANK: Readonly<
  Record<
    Country,
    Readonly<Record<TextKind, readonly string[]> & Record<'places' | 'days', readonly string[]>>
  >
> = { SE: sv, NO: nb };

/** `{place}` and `{day}` are filled in, so that few say quite the same. */
export function textOf(random: Random, country: Country, kind: TextKind): string {
  const bank = BANK[country];
  return pick(random, bank[kind])
    .replaceAll('{place}', () => pick(random, bank.places))
    .replaceAll('{day}', () => pick(random, bank.days));
}
