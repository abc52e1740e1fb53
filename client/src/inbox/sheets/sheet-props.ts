/** What every sheet is given, and the names they are opened by. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { Problem } from '../data/acting.ts';
import type { Wish } from '../data/requests.ts';

export type SheetName =
  | 'hide'
  | 'delete'
  | 'confirm'
  | 'close'
  | 'assign'
  | 'snooze'
  | 'note'
  | 'register'
  | 'correct';

export interface SheetProps {
  readonly item: ItemShape;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** True when the server took it: the sheet then closes. */
  readonly onSend: (wish: Wish) => Promise<boolean>;
  readonly onClose: () => void;
}
