import { useEffect } from 'react';
import { TextField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { beginDraft, keepDraft, restDraft, useDraft } from '../acting/drafts.ts';
import type { DialogProps } from './dialog-props.ts';

export function NoteDialog({ item, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const text = useDraft(item.id, 'note')?.text ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is begun is begun on the item as it is then.
  useEffect(() => {
    beginDraft(item, 'note');
    return () => restDraft(item.id, 'note');
  }, [item.id]);
  const submit = (): void => {
    if (text.trim() !== '') void onSend({ type: 'note', text: text.trim() });
  };
  return (
    <FormDialog
      title={t('note.title')}
      confirm={t('note.confirm')}
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
        onChange={(written) => keepDraft(item.id, written, 'note')}
      />
    </FormDialog>
  );
}
