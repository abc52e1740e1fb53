/** The edits of a text as they are shown: each beside the one before it, as far as both are kept. */
import type { ItemDetail } from '../../../../core/inbox/items.contract.ts';

type Shown = ItemDetail['revisions'][number];

export interface EditStep {
  /** Place among the steps. */
  readonly at: number;
  readonly revision: Shown;
  /** What it is compared with; null: that text is not at hand, so this one stands alone. */
  readonly before: string | null;
  /** Edits between this text and the one shown before it that are left out here. */
  readonly skipped: number;
}

/** The newest first. Of `count` texts that it has had, the first and the newest are at hand. */
export function editSteps(revisions: readonly Shown[], count: number): EditStep[] {
  const missing = Math.max(0, count - revisions.length);
  const steps = revisions.slice(1).map((revision, at): EditStep => {
    const skipped = at === 0 ? missing : 0;
    return { at, revision, before: skipped > 0 ? null : (revisions[at]?.text ?? null), skipped };
  });
  return steps.reverse();
}
