/** What both forms are made of. */
import { Button, ValidationMessage } from '@digdir/designsystemet-react';
import { useSearchParams } from 'react-router';
import { WEEKDAYS, type Weekday } from '../../../core/deadlines/civil.ts';
import { useAccounts } from '../api/queries.ts';
import { LineField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import type { Place } from './calls.ts';
import type { WeekTexts } from './hours.ts';

/** How long what is typed can be, where nothing else limits it. */
export const MAX_TYPED = 300;

/** Null where nothing is wrong; else a sentence for the kind of the field. */
export type WrongAt = (field: string) => string | null;

export function useWrong(wrong: ReadonlySet<string>): WrongAt {
  const { t } = useWords();
  return (field) => (wrong.has(field) ? t(`unitSettings.wrong.${field.split('.')[0]}`) : null);
}

export function WeekHours({
  legend,
  week,
  wrongAt,
  onChange,
}: {
  legend: string;
  week: WeekTexts;
  wrongAt: WrongAt;
  onChange: (week: WeekTexts) => void;
}) {
  const { t } = useWords();
  const set = (day: Weekday, text: string): void => onChange({ ...week, [day]: text });
  const none = wrongAt('hours');
  return (
    <fieldset className="unit__group">
      <legend>{legend}</legend>
      <p className="grey small">{t('unitSettings.hoursHint')}</p>
      <div className="unit__week">
        {WEEKDAYS.map((day) => (
          <LineField
            key={day}
            max={MAX_TYPED}
            label={t(`unitSettings.day.${day}`)}
            value={week[day]}
            error={wrongAt(`spans.${day}`)}
            onChange={(text) => set(day, text)}
          />
        ))}
      </div>
      {none !== null && <ValidationMessage>{none}</ValidationMessage>}
      <Button
        type="button"
        variant="tertiary"
        data-size="xs"
        onClick={() => onChange({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon })}
      >
        {t('unitSettings.sameAsMonday')}
      </Button>
    </fieldset>
  );
}

/** The place that the settings are for stands in the URL. */
export function usePlace(): { place: Place; name: string } {
  const { t } = useWords();
  const [params] = useSearchParams();
  const accounts = useAccounts().data?.accounts ?? [];
  const account = accounts.find(({ id }) => id === params.get('account'));
  return { place: account?.id ?? null, name: account?.name ?? t('versions.wholeMunicipality') };
}

export function PlaceChoice({ place }: { place: Place }) {
  const { t } = useWords();
  const [, setParams] = useSearchParams();
  const accounts = useAccounts().data?.accounts ?? [];
  return (
    <label className="filter unit__place">
      <span>{t('unitSettings.place')}</span>
      <select
        value={place ?? ''}
        onChange={({ target: { value } }) => setParams(value === '' ? {} : { account: value })}
      >
        <option value="">{t('versions.wholeMunicipality')}</option>
        {accounts.map(({ id, name, platform }) => (
          <option key={id} value={id}>
            {name} ({t(`platform.${platform}`)})
          </option>
        ))}
      </select>
    </label>
  );
}

interface PutProps {
  readonly changed: boolean;
  readonly wrong: number;
  /** What is said of the last saving. */
  readonly said: string;
  readonly busy?: boolean;
  readonly onPut: () => void;
  readonly onUndo: () => void;
}

/** Puts in force or takes back; for whoever may not, says so. */
export function PutButtons({ may, ...props }: PutProps & { readonly may: boolean }) {
  const { t } = useWords();
  const { changed, wrong, said, busy = false, onPut, onUndo } = props;
  if (!may) return <p className="grey small">{t('unitSettings.readOnly')}</p>;
  return (
    <div className="unit__buttons">
      <Button
        disabled={!changed || wrong > 0}
        aria-busy={busy || undefined}
        onClick={() => {
          if (!busy) onPut();
        }}
      >
        {t('versions.put')}
      </Button>
      {changed && (
        <Button variant="tertiary" data-color="neutral" onClick={onUndo}>
          {t('versions.undo')}
        </Button>
      )}
      <output className="small">
        {wrong > 0 ? t('unitSettings.wrongSomewhere', { count: wrong }) : said}
      </output>
    </div>
  );
}
