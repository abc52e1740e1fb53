/** The small dialogs, loaded with the first that is opened. */
import { AssignDialog } from './assign-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import type { DialogName, DialogProps } from './dialog-props.ts';
import { NoteDialog } from './note-dialog.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { RemovalDialog } from './removal-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';

export default function Dialogs({ name, ...props }: DialogProps & { readonly name: DialogName }) {
  switch (name) {
    case 'hide':
    case 'delete':
      return <RemovalDialog kind={name} {...props} />;
    case 'confirm':
      return <ConfirmDialog {...props} />;
    case 'close':
      return <CloseDialog {...props} />;
    case 'assign':
      return <AssignDialog {...props} />;
    case 'snooze':
      return <SnoozeDialog {...props} />;
    case 'note':
      return <NoteDialog {...props} />;
    case 'register':
      return <RegisterDialog {...props} />;
    case 'correct':
      return <CorrectDialog {...props} />;
  }
}
