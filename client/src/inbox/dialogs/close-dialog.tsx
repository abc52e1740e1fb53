import { useState } from 'react';
import { RadioField, TextField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { RequestedAction } from '../acting/requests.ts';
import { closeReasonFor } from './closing-choice.ts';
import type { DialogProps } from './dialog-props.ts';

type Reason = Extract<RequestedAction, { type: 'close' }>['reason'];
const REASONS: readonly Reason[] = [
  'no-answer-needed',
  'answered',
  'answered-elsewhere',
  'duplicate',
  'other',
];

export function CloseDialog({ item, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState<Reason | null>(() => closeReasonFor(item));
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const needsNote = reason === 'answered-elsewhere';
  const answeredHow = note.trim();
  const submit = (): void => {
    if (reason === null) return;
    if (needsNote && answeredHow === '') {
      setAsked(true);
      document.querySelector<HTMLElement>('dialog[open] [data-first]')?.focus();
    } else void onSend({ type: 'close', reason, ...(needsNote && { note: answeredHow }) });
  };
  return (
    <FormDialog
      title={t('close.title')}
      confirm={t('close.confirm')}
      missing={reason === null ? t('close.missing') : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioField
        label={t('close.why')}
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`closeReason.${value}`) }))}
        onChange={setReason}
      />
      {needsNote && (
        <TextField
          first
          required
          label={t('close.how')}
          hint={t('close.howHint')}
          error={asked && answeredHow === '' ? t('close.howMissing') : null}
          value={note}
          max={4000}
          onChange={setNote}
        />
      )}
    </FormDialog>
  );
}
