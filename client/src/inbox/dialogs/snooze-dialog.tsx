import { useState } from 'react';
import { RadioField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { serverNow } from '../../shared/now.ts';
import { snoozeTimes } from '../../shared/snooze-times.ts';
import type { DialogProps } from './dialog-props.ts';

export function SnoozeDialog({ busy, problem, onSend, onClose }: DialogProps) {
  const { t, when } = useWords();
  const [now] = useState(serverNow);
  const [times] = useState(() => snoozeTimes(new Date(now)));
  const [until, setUntil] = useState(times[0]?.at.toISOString() ?? '');
  return (
    <FormDialog
      title={t('snooze.title')}
      confirm={t('snooze.confirm')}
      busy={busy}
      problem={problem}
      onSubmit={() => void onSend({ type: 'snooze', until })}
      onClose={onClose}
    >
      <RadioField
        label={t('snooze.until')}
        value={until}
        options={times.map(({ at, key }) => ({
          value: at.toISOString(),
          label: t(`snooze.${key}`),
          hint: when(at, now),
        }))}
        onChange={setUntil}
      />
      <p className="dialog__fact grey">{t('snooze.clock')}</p>
    </FormDialog>
  );
}
