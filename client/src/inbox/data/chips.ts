/** At most three plain words under a row, the weightiest first. */

import { isImageVerdict } from '../../../../core/images/media.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { labelsOf } from '../../../../core/learning/correction.ts';
import type { Category, Verdict } from '../../../../core/moderation/verdict.ts';
import { blockedBy } from './looks.ts';

const ABUSIVE: ReadonlySet<Category> = new Set(['insult', 'hate', 'threat', 'porn', 'violence', 'secrecy']);
const TROUBLE: ReadonlySet<string> = new Set(['failed', 'blocked', 'unknown']);

export interface Chip {
  /** Key in the catalogue. */
  readonly key: string;
  readonly icon: string;
  readonly weight: 'strong' | 'calm';
}

type Judged = Pick<ItemShape, 'verdicts' | 'corrections' | 'revision'>;

/** The verdicts that stand: at least "suspect", and not corrected away by a person; strongest first. */
export function standingVerdicts(item: Judged): readonly Pick<Verdict, 'category' | 'level' | 'score'>[] {
  const labels = labelsOf(item.corrections, item.revision);
  const measured = item.verdicts.filter(
    ({ level, category }) => level !== 'none' && labels.get(category) !== false,
  );
  const named = [...labels]
    .filter(([category, is]) => is && !measured.some((verdict) => verdict.category === category))
    .map(([category]) => ({ category, level: 'strong' as const, score: 1 }));
  const rank = (level: string): number => (level === 'strong' ? 1 : 0);
  const sorted = [...measured, ...named].sort((a, b) => rank(b.level) - rank(a.level) || b.score - a.score);
  // Text and pictures may have found the same: the graver stands.
  return sorted.filter(({ category }, at) => sorted.findIndex((one) => one.category === category) === at);
}

/** The one verdict that a single key may call wrong: the machine's, alone, and not yet judged by a person. */
export function soleVerdict(item: Judged): Category | null {
  const standing = standingVerdicts(item);
  const [only] = standing;
  if (standing.length !== 1 || only === undefined) return null;
  return labelsOf(item.corrections, item.revision).has(only.category) ? null : only.category;
}

export const isAbusive = (item: Judged & Pick<ItemShape, 'attachments'>): boolean =>
  blockedBy(item) !== null || standingVerdicts(item).some(({ category }) => ABUSIVE.has(category));

/** Whether the words themselves are folded: what stands on a picture says nothing of them. */
export const isTextAbusive = (item: Judged): boolean =>
  standingVerdicts({
    ...item,
    verdicts: item.verdicts.filter((verdict) => !isImageVerdict(verdict)),
  }).some(({ category }) => ABUSIVE.has(category));

const blockedChip = (item: Pick<ItemShape, 'attachments'>): Chip[] =>
  blockedBy(item) === null ? [] : [{ key: 'media.blocked.title', icon: 'violence', weight: 'strong' }];

/** Outward actions that need a person. Only the newest of each type counts: a later success mends an earlier failure. */
export function troubles(item: Pick<ItemShape, 'actions'>): ItemShape['actions'] {
  const latest = new Map(item.actions.map((action) => [action.type, action]));
  return [...latest.values()].filter(({ state }) => TROUBLE.has(state));
}

const intentChip = (item: ItemShape): Chip[] =>
  item.intent.class === 'neutral'
    ? []
    : [{ key: `intent.${item.intent.class}`, icon: item.intent.class, weight: 'calm' }];

function recordsChip(item: ItemShape): Chip[] {
  if (item.recordsOutcome === 'registered')
    return [{ key: 'records.registered', icon: 'registered', weight: 'calm' }];
  if (item.recordsOutcome !== null || item.registration.class === 'minor') return [];
  return [{ key: `registration.${item.registration.class}`, icon: 'case', weight: 'calm' }];
}

/** Nothing is settled before the platform has it: what is under way says so. */
const UNDER_WAY: ReadonlySet<string> = new Set(['pending', 'capturing', 'running']);
const OUTWARD: ReadonlySet<string> = new Set(['reply', 'hide', 'unhide', 'delete', 'ban']);

const underWayChips = (item: Pick<ItemShape, 'actions'>): Chip[] =>
  item.actions
    .filter(({ type, state }) => OUTWARD.has(type) && UNDER_WAY.has(state))
    .map(({ type }) => ({ key: `underWay.${type}`, icon: 'waiting', weight: 'strong' }));

/** Where a clock stands still the deadline says it; an item without one says it here. */
const waitingChip = ({ status, deadline }: ItemShape): Chip[] =>
  status === 'waiting' && deadline.state !== 'paused'
    ? [{ key: 'chip.waiting', icon: 'paused', weight: 'strong' }]
    : [];

export function allChips(item: ItemShape): readonly Chip[] {
  const verdicts = standingVerdicts(item).map(
    ({ category }): Chip => ({
      key: `category.${category}`,
      icon: category,
      weight: ABUSIVE.has(category) ? 'strong' : 'calm',
    }),
  );
  return [
    ...troubles(item).map(
      ({ type, state }): Chip => ({ key: `trouble.${state}.${type}`, icon: 'trouble', weight: 'strong' }),
    ),
    ...blockedChip(item),
    ...underWayChips(item),
    ...waitingChip(item),
    ...(item.classified ? [] : [{ key: 'chip.unclassified', icon: 'unclassified', weight: 'calm' } as const]),
    ...verdicts.filter(({ weight }) => weight === 'strong'),
    ...item.intent.flags.map((flag): Chip => ({ key: `flag.${flag}`, icon: flag, weight: 'calm' })),
    ...recordsChip(item),
    ...intentChip(item),
    ...verdicts.filter(({ weight }) => weight === 'calm'),
  ];
}

export const rowChips = (item: ItemShape): readonly Chip[] => allChips(item).slice(0, 3);
