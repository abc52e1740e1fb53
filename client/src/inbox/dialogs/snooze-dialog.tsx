import { useState } from 'react';
import { RadioField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { serverNow } from '../../shared/now.ts';
import { snoozeTimes } from '../../shared/snooze-times.ts';
import type { DialogProps } from './dialog-props.ts';

export function SnoozeDialog({ item, busy, problem, onSend, onClose }: DialogProps) {
  const { t, when } = useWords();
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
      busy={busy}
      problem={problem}
      missing={until === null ? t('snooze.missing') : null}
      onSubmit={() => {
        if (until !== null) void onSend({ type: 'snooze', until });
      }}
      onClose={onClose}
    >
      <RadioField
        label={t('snooze.until')}
        value={until}
        options={times.map(({ at, key, afterDue }) => ({
          value: at.toISOString(),
          label: t(`snooze.${key}`),
          hint: afterDue ? t('snooze.afterDue', { at: when(at, now) }) : when(at, now),
        }))}
        onChange={setUntil}
      />
      {runs && <p className="dialog__fact grey">{t('snooze.clock')}</p>}
    </FormDialog>
  );
}
