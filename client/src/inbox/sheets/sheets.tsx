/** The small sheets, loaded with the first that is opened. */
import type { ItemShape } from '../../../../core/contract/items.ts';
import type { Problem } from '../data/acting.ts';
import type { Wish } from '../data/requests.ts';
import type { SheetName } from '../item/item-pane.tsx';
import { AssignSheet } from './assign-sheet.tsx';
import { CloseSheet } from './close-sheet.tsx';
import { CorrectSheet } from './correct-sheet.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { RegisterSheet } from './register-sheet.tsx';
import { RemovalSheet } from './removal-sheet.tsx';
import { SnoozeSheet } from './snooze-sheet.tsx';
import './sheets.css';

export interface SheetProps {
  readonly item: ItemShape;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** True when the server took it: the sheet then closes. */
  readonly onSend: (wish: Wish) => Promise<boolean>;
  readonly onClose: () => void;
}

export default function Sheets({ name, ...props }: SheetProps & { readonly name: SheetName }) {
  switch (name) {
    case 'hide':
    case 'delete':
      return <RemovalSheet kind={name} {...props} />;
    case 'close':
      return <CloseSheet {...props} />;
    case 'assign':
      return <AssignSheet {...props} />;
    case 'snooze':
      return <SnoozeSheet {...props} />;
    case 'note':
      return <NoteSheet {...props} />;
    case 'register':
      return <RegisterSheet {...props} />;
    case 'correct':
      return <CorrectSheet {...props} />;
  }
}
