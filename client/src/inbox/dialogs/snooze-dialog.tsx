import { useState } from 'react';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { serverNow } from '../../shared/now.ts';
import { snoozeTimes } from '../../shared/snooze-times.ts';
import type { DialogProps } from './dialog-props.ts';
import { SnoozeChoice } from './snooze-choice.tsx';

export function SnoozeDialog({ item, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const [now] = useState(serverNow);
  const { dueAt, state } = item.deadline;
  const runs = state === 'running' && dueAt !== null;
  const [times] = useState(() => snoozeTimes(new Date(now), runs ? new Date(dueAt) : null));
  const proposed = times.find(({ key }) => key === 'beforeDue');
  const [until, setUntil] = useState<string | null>(proposed?.at.toISOString() ?? null);
  return (
    <FormDialog
      title={t('snooze.title')}
      confirm={t('snooze.confirm')}
      missing={until === null ? t('snooze.missing') : null}
      onSubmit={() => {
        if (until !== null) void onSend({ type: 'snooze', until });
      }}
      onClose={onClose}
    >
      <SnoozeChoice times={times} now={now} until={until} onChange={setUntil} />
      {runs && <p className="dialog__fact grey">{t('snooze.clock')}</p>}
    </FormDialog>
  );
}
