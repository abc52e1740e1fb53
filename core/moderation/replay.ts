/**
 * The threshold simulator: what a proposed policy would have done with stored history, beside the policy in force.
 * Pure, and fed item by item, so that a long history need not lie in memory.
 */

import { categoriesToHide, type Decidable, decideEach, gravestOf } from './decide.ts';
import type { Decision } from './decision.ts';
import type { ModerationPolicy } from './policy.ts';
import { CATEGORIES, type Category } from './verdict.ts';

export interface HistoricItem {
  readonly id: string;
  readonly accountId: string;
  /** Null: it was never classified, so it is flagged whatever the policy. */
  readonly given: Decidable | null;
  /** Whether the platform lets a machine hide it at all. */
  readonly hideable: boolean;
}

export type DecisionCounts = Record<Decision, number>;

export interface ReplaySide {
  readonly decisions: DecisionCounts;
  /** Items that a machine would have taken out of sight. */
  readonly outOfSight: number;
}

export interface ReplayExample {
  readonly itemId: string;
  readonly accountId: string;
  readonly now: Decision;
  readonly proposed: Decision;
}

export interface CategoryReplay {
  readonly category: Category;
  readonly now: DecisionCounts;
  readonly proposed: DecisionCounts;
  /** Items on which the two differ, before others that the proposal does something with. */
  readonly examples: readonly ReplayExample[];
}

export interface Replay {
  readonly items: number;
  readonly notClassified: number;
  readonly now: ReplaySide;
  readonly proposed: ReplaySide;
  /** How many items go from one decision to another. */
  readonly changes: readonly { readonly from: Decision; readonly to: Decision; readonly count: number }[];
  readonly byCategory: readonly CategoryReplay[];
}

export interface ReplayPolicies {
  now(accountId: string): ModerationPolicy;
  readonly proposed: ModerationPolicy;
}

const EXAMPLES = 5;
const noCounts = (): DecisionCounts => ({ none: 0, flag: 0, hold: 0, hide: 0 });

interface Tally {
  readonly now: DecisionCounts;
  readonly proposed: DecisionCounts;
  readonly changed: ReplayExample[];
  readonly other: ReplayExample[];
}

/** One policy's view of one item. */
function assessed({ given, hideable }: HistoricItem, policy: ModerationPolicy) {
  if (given === null) return { each: [], decision: 'flag' as const, hides: false };
  const each = decideEach(given, policy);
  const decided = gravestOf(each);
  return { each, decision: decided.decision, hides: hideable && categoriesToHide(given, decided).length > 0 };
}

function keepExample(tally: Tally, example: ReplayExample): void {
  const kept = example.now === example.proposed ? tally.other : tally.changed;
  const says = example.now !== 'none' || example.proposed !== 'none';
  if (says && kept.length < EXAMPLES) kept.push(example);
}

/** Give it the items in the order in which examples are wanted: newest first. */
export function startReplay(policies: ReplayPolicies) {
  const sides = {
    now: { decisions: noCounts(), outOfSight: 0 },
    proposed: { decisions: noCounts(), outOfSight: 0 },
  };
  const tallies = new Map<Category, Tally>(
    CATEGORIES.map((category) => [
      category,
      { now: noCounts(), proposed: noCounts(), changed: [], other: [] },
    ]),
  );
  const changes = new Map<string, { from: Decision; to: Decision; count: number }>();
  let items = 0;
  let notClassified = 0;
  return {
    /** Whether the two policies would have a machine take the item out of sight. */
    add(item: HistoricItem): { readonly hidesNow: boolean; readonly hidesThen: boolean } {
      items += 1;
      if (item.given === null) notClassified += 1;
      const now = assessed(item, policies.now(item.accountId));
      const proposed = assessed(item, policies.proposed);
      for (const [side, { decision, hides }] of [
        [sides.now, now],
        [sides.proposed, proposed],
      ] as const) {
        side.decisions[decision] += 1;
        if (hides) side.outOfSight += 1;
      }
      const key = `${now.decision} ${proposed.decision}`;
      const change = changes.get(key) ?? { from: now.decision, to: proposed.decision, count: 0 };
      if (now.decision !== proposed.decision) changes.set(key, { ...change, count: change.count + 1 });
      for (const [index, { category, decision }] of now.each.entries()) {
        const tally = tallies.get(category);
        const then = proposed.each[index]?.decision ?? 'none';
        if (tally === undefined) continue;
        tally.now[decision] += 1;
        tally.proposed[then] += 1;
        keepExample(tally, { itemId: item.id, accountId: item.accountId, now: decision, proposed: then });
      }
      return { hidesNow: now.hides, hidesThen: proposed.hides };
    },
    result: (): Replay => ({
      items,
      notClassified,
      ...sides,
      changes: [...changes.values()],
      byCategory: [...tallies].map(([category, { now, proposed, changed, other }]) => ({
        category,
        now,
        proposed,
        examples: [...changed, ...other].slice(0, EXAMPLES),
      })),
    }),
  };
}

export function replay(history: Iterable<HistoricItem>, policies: ReplayPolicies): Replay {
  const run = startReplay(policies);
  for (const item of history) run.add(item);
  return run.result();
}
