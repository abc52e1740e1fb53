import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import type { Wish } from '../data/requests.ts';
import { RadioField, TextField } from './fields.tsx';
import { Sheet } from './sheet.tsx';
import type { SheetProps } from './sheet-props.ts';

type Reason = Extract<Wish, { type: 'close' }>['reason'];
const REASONS: readonly Reason[] = [
  'no-answer-needed',
  'answered',
  'answered-elsewhere',
  'duplicate',
  'other',
];

export function CloseSheet({ item, busy, problem, onSend, onClose }: SheetProps) {
  const { t } = useWords();
  const [reason, setReason] = useState<Reason>(
    item.deadline.state === 'answered' ? 'answered' : 'no-answer-needed',
  );
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const needsNote = reason === 'answered-elsewhere';
  const how = note.trim();
  const submit = (): void => {
    if (needsNote && how === '') {
      setAsked(true);
      document.querySelector<HTMLElement>('dialog[open] [data-first]')?.focus();
    } else void onSend({ type: 'close', reason, ...(needsNote && { note: how }) });
  };
  return (
    <Sheet
      title={t('close.title')}
      confirm={t('close.confirm')}
      busy={busy}
      problem={problem}
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
          error={asked && how === '' ? t('close.howMissing') : null}
          value={note}
          max={4000}
          onChange={setNote}
        />
      )}
    </Sheet>
  );
}
