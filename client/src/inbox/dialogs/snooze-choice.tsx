import { RadioField } from '../../shared/dialog/fields.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { SnoozeTime } from '../../shared/snooze-times.ts';

interface Props {
  readonly times: readonly SnoozeTime[];
  readonly now: number;
  readonly until: string | null;
  readonly onChange: (until: string) => void;
}

export function SnoozeChoice({ times, now, until, onChange }: Props) {
  const { t, when } = useWords();
  return (
    <RadioField
      label={t('snooze.until')}
      value={until}
      options={times.map(({ at, key, afterDue }) => ({
        value: at.toISOString(),
        label: t(`snooze.${key}`),
        hint: afterDue ? t('snooze.afterDue', { at: when(at, now) }) : when(at, now),
      }))}
      onChange={onChange}
    />
  );
}
