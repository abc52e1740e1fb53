/** What every dialog is given, and the names they are opened by. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { RequestedAction } from '../acting/requests.ts';

export type DialogName =
  | 'hide'
  | 'delete'
  | 'confirm'
  | 'close'
  | 'assign'
  | 'snooze'
  | 'note'
  | 'register'
  | 'correct';

export interface DialogProps {
  readonly item: ItemShape;
  /** True when the server took it: the dialog then closes. */
  readonly onSend: (request: RequestedAction) => Promise<boolean>;
  readonly onClose: () => void;
}
