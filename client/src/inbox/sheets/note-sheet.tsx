import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { TextField } from './fields.tsx';
import { Sheet } from './sheet.tsx';
import type { SheetProps } from './sheet-props.ts';

export function NoteSheet({ busy, problem, onSend, onClose }: SheetProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const submit = (): void => {
    if (text.trim() !== '') void onSend({ type: 'note', text: text.trim() });
  };
  return (
    <Sheet
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
    </Sheet>
  );
}
