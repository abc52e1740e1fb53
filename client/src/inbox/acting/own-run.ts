/** Which versions of an item a person has seen, because their own actions made them. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';

/** An unbroken run of versions, all made by this person: who knew the first knows them all. */
export interface OwnRun {
  readonly itemId: string;
  readonly from: number;
  readonly to: number;
}

type Known = Pick<ItemShape, 'id' | 'version'>;

/** The run after an action asked for at `seen` was answered with `after`. */
export function afterOwn(run: OwnRun | null, seen: number, { id, version }: Known): OwnRun {
  const unbroken = run?.itemId === id && run.to === seen;
  return { itemId: id, from: unbroken ? run.from : seen, to: version };
}

/** The version to send: a list that is drawn a moment later than the answer makes nobody stale. */
export function seenVersion(run: OwnRun | null, { id, version }: Known): number {
  const isOwn = run?.itemId === id && run.from <= version && version < run.to;
  return isOwn ? run.to : version;
}
