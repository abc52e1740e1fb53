/** At most three plain words under a row, the weightiest first. */

import { isOutward, isStuck, isUnderWay } from '../../../core/actions/action.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { isUnlawful } from '../../../core/moderation/severity.ts';
import { ABUSIVE_CATEGORIES } from '../../../core/moderation/verdict.ts';
import { standingVerdicts } from '../shared/veil.ts';
import { blockedBy } from './item/attachments.ts';
import { possibleVerdicts } from './verdicts.ts';

export interface Chip {
  /** Key in the catalogue. */
  readonly key: string;
  readonly icon: string;
  /** `grave`: what the law has removed; `possible`: dotted, since nobody has said that it is so. */
  readonly weight: 'grave' | 'strong' | 'calm' | 'possible';
}

const blockedChip = (item: Pick<ItemShape, 'attachments'>): Chip[] =>
  blockedBy(item) === null ? [] : [{ key: 'media.blocked.title', icon: 'violence', weight: 'strong' }];

/** Outward actions that need a person. Only the newest of each type counts: a later success mends an earlier failure. */
export function failedActions(item: Pick<ItemShape, 'actions'>): ItemShape['actions'] {
  const latest = new Map(item.actions.map((action) => [action.type, action]));
  return [...latest.values()].filter(({ state }) => isStuck(state));
}

const intentChip = (item: ItemShape): Chip[] =>
  item.intent.class === 'neutral'
    ? []
    : [{ key: `intent.${item.intent.class}`, icon: item.intent.class, weight: 'calm' }];

/** What came of the newest hand-over: an answer, or that a person is needed. */
function handOverChip({ handOvers }: Pick<ItemShape, 'handOvers'>): Chip[] {
  const state = handOvers.at(-1)?.state;
  if (state === 'received') return [{ key: 'chip.handOver.received', icon: 'registered', weight: 'calm' }];
  if (state === 'refused' || state === 'failed')
    return [{ key: `chip.handOver.${state}`, icon: 'trouble', weight: 'strong' }];
  return [];
}

function recordsChip(item: ItemShape): Chip[] {
  // The register's own answer says more than that somebody called it registered.
  if (item.handOvers.at(-1)?.state === 'received') return handOverChip(item);
  if (item.recordsOutcome === 'registered')
    return [{ key: 'records.registered', icon: 'registered', weight: 'calm' }];
  if (item.recordsOutcome !== null || item.registration.class === 'minor') return [];
  return [{ key: `registration.${item.registration.class}`, icon: 'case', weight: 'calm' }];
}

/** Nothing is settled before the platform has it: what is under way says so. A like is no matter of waiting. */
const underWayChips = (item: Pick<ItemShape, 'actions'>): Chip[] =>
  item.actions
    .filter(({ type, state }) => isOutward(type) && type !== 'like' && isUnderWay(state))
    .map(({ type }) => ({ key: `underWay.${type}`, icon: 'waiting', weight: 'strong' }));

/** Where a clock stands still the deadline says it; an item without one says it here. */
const waitingChip = ({ status, deadline }: ItemShape): Chip[] =>
  status === 'waiting' && deadline.state !== 'paused'
    ? [{ key: 'chip.waiting', icon: 'paused', weight: 'strong' }]
    : [];

const verdictChips = (item: ItemShape): Chip[] =>
  standingVerdicts(item).map(({ category }) => ({
    key: category === 'secrecy' && item.masked.length > 0 ? 'chip.masked' : `category.${category}`,
    icon: category,
    weight: isUnlawful({ category }) ? 'grave' : ABUSIVE_CATEGORIES.has(category) ? 'strong' : 'calm',
  }));

/** Those that may be abuse, or the others. */
const possibleChips = (item: ItemShape, abuse: boolean): Chip[] =>
  possibleVerdicts(item)
    .filter(({ category }) => ABUSIVE_CATEGORIES.has(category) === abuse)
    .map(({ category }) => ({ key: `possible.${category}`, icon: category, weight: 'possible' }));

/** Numbers stand as bullets in the text, whatever was found in it. */
const maskedChip = ({ masked }: ItemShape, verdicts: readonly Chip[]): Chip[] =>
  masked.length > 0 && !verdicts.some(({ key }) => key === 'chip.masked')
    ? [{ key: 'chip.masked', icon: 'secrecy', weight: 'calm' }]
    : [];

export function allChips(item: ItemShape): readonly Chip[] {
  const verdicts = verdictChips(item);
  return [
    ...failedActions(item).map(
      ({ type, state }): Chip => ({ key: `trouble.${state}.${type}`, icon: 'trouble', weight: 'strong' }),
    ),
    ...handOverChip(item).filter(({ weight }) => weight === 'strong'),
    ...blockedChip(item),
    ...underWayChips(item),
    ...waitingChip(item),
    ...(item.classified ? [] : [{ key: 'chip.unclassified', icon: 'unclassified', weight: 'calm' } as const]),
    ...verdicts.filter(({ weight }) => weight !== 'calm'),
    ...possibleChips(item, true),
    ...maskedChip(item, verdicts),
    ...item.intent.flags.map((flag): Chip => ({ key: `flag.${flag}`, icon: flag, weight: 'calm' })),
    ...recordsChip(item),
    ...intentChip(item),
    ...verdicts.filter(({ weight }) => weight === 'calm'),
    ...possibleChips(item, false),
  ];
}

export const rowChips = (item: ItemShape): readonly Chip[] => allChips(item).slice(0, 3);
