import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { snoozeTimes } from '../data/snooze-times.ts';
import { RadioField } from './fields.tsx';
import { Sheet } from './sheet.tsx';
import type { SheetProps } from './sheet-props.ts';

export function SnoozeSheet({ busy, problem, onSend, onClose }: SheetProps) {
  const { t, when } = useWords();
  const [now] = useState(() => Date.now());
  const [times] = useState(() => snoozeTimes(new Date(now)));
  const [until, setUntil] = useState(times[0]?.at.toISOString() ?? '');
  return (
    <Sheet
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
      <p className="sheet__fact grey">{t('snooze.clock')}</p>
    </Sheet>
  );
}
