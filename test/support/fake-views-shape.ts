/** What the fake holds of saved views and of acts on many items. */
import type { BulkActShape } from '../../core/actions/bulk-act.contract.ts';
import type { SavedViewShape } from '../../core/inbox/saved-views.contract.ts';

export interface FakeMany {
  views: SavedViewShape[];
  acts: BulkActShape[];
  /** What was asked for, as it came. */
  readonly asked: Record<string, unknown>[];
  /** True: what is begun stays under way. */
  held: boolean;
}
