/** The small sheets, loaded with the first that is opened. */
import { AssignSheet } from './assign-sheet.tsx';
import { CloseSheet } from './close-sheet.tsx';
import { ConfirmSheet } from './confirm-sheet.tsx';
import { CorrectSheet } from './correct-sheet.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { RegisterSheet } from './register-sheet.tsx';
import { RemovalSheet } from './removal-sheet.tsx';
import type { SheetName, SheetProps } from './sheet-props.ts';
import { SnoozeSheet } from './snooze-sheet.tsx';
import './sheets.css';

export default function Sheets({ name, ...props }: SheetProps & { readonly name: SheetName }) {
  switch (name) {
    case 'hide':
    case 'delete':
      return <RemovalSheet kind={name} {...props} />;
    case 'confirm':
      return <ConfirmSheet {...props} />;
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
