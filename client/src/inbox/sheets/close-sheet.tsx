import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import type { Wish } from '../data/requests.ts';
import { RadioField } from './fields.tsx';
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
  return (
    <Sheet
      title={t('close.title')}
      confirm={t('close.confirm')}
      busy={busy}
      problem={problem}
      onSubmit={() => void onSend({ type: 'close', reason })}
      onClose={onClose}
    >
      <RadioField
        label={t('close.why')}
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`closeReason.${value}`) }))}
        onChange={setReason}
      />
    </Sheet>
  );
}
