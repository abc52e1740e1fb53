import { Button, ValidationMessage } from '@digdir/designsystemet-react';
import { CALENDARS } from '../../../core/deadlines/calendar.ts';
import { CLOCKS } from '../../../core/deadlines/deadline-policy.ts';
import { CheckField, LineField, RadioField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { serverNow } from '../shared/now.ts';
import type { ClockDraft, DayDraft } from './clock-draft.ts';
import { MAX_TYPED, WeekHours, type WrongAt } from './parts.tsx';

interface Props {
  readonly draft: ClockDraft;
  readonly wrongAt: WrongAt;
  readonly onChange: (some: Partial<ClockDraft>) => void;
}

/** The days that a local agreement may shorten; the eves among them only where they are worked. */
function HalfDays({ draft, wrongAt, onChange }: Props) {
  const { t } = useWords();
  const year = new Date(serverNow()).getFullYear();
  const days = CALENDARS[draft.country]
    .days(year)
    .filter((day) => day.class === 'half' || (day.class === 'eve' && !draft.evesOff));
  return (
    <fieldset className="unit__group">
      <legend>{t('clockSettings.halfDays')}</legend>
      <p className="grey small">{t('clockSettings.halfDaysHint')}</p>
      <div className="unit__week">
        {days.map(({ code, name }) => (
          <LineField
            key={code}
            label={name}
            max={MAX_TYPED}
            value={draft.halfDays[code] ?? ''}
            error={wrongAt(`halfDays.${code}`)}
            onChange={(text) => onChange({ halfDays: { ...draft.halfDays, [code]: text } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Days({ list, draft, wrongAt, onChange }: Props & { list: 'openings' | 'closures' }) {
  const { t } = useWords();
  const days = draft[list];
  const put = (next: readonly DayDraft[]): void => onChange({ [list]: next });
  const change = (id: number, some: Partial<DayDraft>): void =>
    put(days.map((day) => (day.id === id ? { ...day, ...some } : day)));
  return (
    <fieldset className="unit__group">
      <legend>{t(`clockSettings.${list}`)}</legend>
      <p className="grey small">{t(`clockSettings.${list}Hint`)}</p>
      {days.map((day) => {
        const wrong = wrongAt(`${list}.${day.id}`);
        return (
          <div key={day.id} className="unit__day">
            <LineField
              label={t('clockSettings.date')}
              type="date"
              max={MAX_TYPED}
              value={day.date}
              onChange={(date) => change(day.id, { date })}
            />
            <LineField
              label={t('clockSettings.dayHours')}
              max={MAX_TYPED}
              value={day.hours}
              onChange={(hours) => change(day.id, { hours })}
            />
            <Button
              type="button"
              variant="tertiary"
              data-color="neutral"
              data-size="xs"
              onClick={() => put(days.filter(({ id }) => id !== day.id))}
            >
              {t('unitSettings.remove')}
              <span className="sr-only">: {day.date}</span>
            </Button>
            {wrong !== null && <ValidationMessage>{wrong}</ValidationMessage>}
          </div>
        );
      })}
      <Button
        type="button"
        variant="secondary"
        data-color="neutral"
        data-size="xs"
        onClick={() =>
          put([...days, { id: Math.max(-1, ...days.map(({ id }) => id)) + 1, date: '', hours: '' }])
        }
      >
        {t(`clockSettings.add_${list}`)}
      </Button>
    </fieldset>
  );
}

export function ClockForm(props: Props) {
  const { draft, wrongAt, onChange } = props;
  const { t } = useWords();
  return (
    <div className="unit__form">
      <LineField
        label={t('clockSettings.target')}
        hint={t(`clockSettings.targetHint.${draft.clock}`)}
        className="unit__short"
        max={MAX_TYPED}
        value={draft.target}
        error={wrongAt('target')}
        onChange={(target) => onChange({ target })}
      />
      <LineField
        label={t('clockSettings.source')}
        hint={t('clockSettings.sourceHint')}
        max={MAX_TYPED}
        value={draft.targetSource}
        onChange={(targetSource) => onChange({ targetSource })}
      />
      <RadioField
        label={t('clockSettings.clock')}
        value={draft.clock}
        options={CLOCKS.map((value) => ({
          value,
          label: t(`clockSettings.clocks.${value}`),
          hint: t(`clockSettings.clockHint.${value}`),
        }))}
        onChange={(clock) => onChange({ clock })}
      />
      {draft.clock === 'hours' && (
        <WeekHours
          legend={t('clockSettings.hours')}
          week={draft.week}
          wrongAt={wrongAt}
          onChange={(week) => onChange({ week })}
        />
      )}
      {draft.clock === 'weekdays' && (
        <CheckField
          label={t('clockSettings.saturday')}
          checked={draft.saturdayCounts}
          onChange={(saturdayCounts) => onChange({ saturdayCounts })}
        />
      )}
      {draft.clock !== 'wall' && (
        <>
          <CheckField
            label={t(`clockSettings.eves.${draft.country}`)}
            checked={draft.evesOff}
            onChange={(evesOff) => onChange({ evesOff })}
          />
          <HalfDays {...props} />
          <Days {...props} list="closures" />
          <Days {...props} list="openings" />
        </>
      )}
      <LineField
        label={t('clockSettings.warnAt')}
        hint={t('clockSettings.warnAtHint')}
        className="unit__short"
        max={MAX_TYPED}
        value={draft.warnAt}
        error={wrongAt('warnAt')}
        onChange={(warnAt) => onChange({ warnAt })}
      />
    </div>
  );
}
