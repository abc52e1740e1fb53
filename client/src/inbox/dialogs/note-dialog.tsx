import { useState } from 'react';
import { TextField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { DialogProps } from './dialog-props.ts';

export function NoteDialog({ busy, problem, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const submit = (): void => {
    if (text.trim() !== '') void onSend({ type: 'note', text: text.trim() });
  };
  return (
    <FormDialog
      title={t('note.title')}
      confirm={t('note.confirm')}
      busy={busy}
      problem={problem}
      focus="field"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        first
        rows={4}
        label={t('note.text')}
        hint={t('note.hint')}
        value={text}
        max={4000}
        onChange={setText}
      />
    </FormDialog>
  );
}
