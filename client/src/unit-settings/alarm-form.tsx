import { Button, ValidationMessage } from '@digdir/designsystemet-react';
import type { AlarmSettingsAnswer } from '../../../core/alarms/alarms.contract.ts';
import { CheckField, LineField, RadioField, SelectField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { type AlarmDraft, AUDIENCES, type LevelDraft } from './alarm-draft.ts';
import { MAX_TYPED, WeekHours, type WrongAt } from './parts.tsx';

interface Props {
  readonly draft: AlarmDraft;
  readonly saved: AlarmSettingsAnswer['webhook'];
  readonly wrongAt: WrongAt;
  readonly onChange: (some: Partial<AlarmDraft>) => void;
}

function Level({
  level,
  wrongAt,
  onChange,
  onRemove,
}: {
  level: LevelDraft;
  wrongAt: WrongAt;
  onChange: (some: Partial<LevelDraft>) => void;
  onRemove: () => void;
}) {
  const { t } = useWords();
  const who = t(`alarmSettings.audience.${level.audience}`);
  return (
    <fieldset className="unit__level">
      <legend className="sr-only">{who}</legend>
      <SelectField
        label={t('alarmSettings.who')}
        value={level.audience}
        options={AUDIENCES.map((value) => ({ value, label: t(`alarmSettings.audience.${value}`) }))}
        onChange={(audience) => onChange({ audience })}
      />
      <LineField
        label={t('alarmSettings.from')}
        max={MAX_TYPED}
        value={level.from}
        error={wrongAt(`from.${level.id}`)}
        onChange={(from) => onChange({ from })}
      />
      <LineField
        label={t('alarmSettings.after')}
        max={MAX_TYPED}
        value={level.afterMinutes}
        error={wrongAt(`after.${level.id}`)}
        onChange={(afterMinutes) => onChange({ afterMinutes })}
      />
      <Button type="button" variant="tertiary" data-color="neutral" data-size="xs" onClick={onRemove}>
        {t('unitSettings.remove')}
        <span className="sr-only">: {who}</span>
      </Button>
    </fieldset>
  );
}

function Levels({ draft, wrongAt, onChange }: Props) {
  const { t } = useWords();
  const { levels } = draft;
  const none = wrongAt('levels');
  return (
    <fieldset className="unit__group">
      <legend>{t('alarmSettings.levels')}</legend>
      <p className="grey small">{t('alarmSettings.levelsHint')}</p>
      {levels.map((level) => (
        <Level
          key={level.id}
          level={level}
          wrongAt={wrongAt}
          onChange={(some) =>
            onChange({ levels: levels.map((of) => (of.id === level.id ? { ...of, ...some } : of)) })
          }
          onRemove={() => onChange({ levels: levels.filter(({ id }) => id !== level.id) })}
        />
      ))}
      {none !== null && <ValidationMessage>{none}</ValidationMessage>}
      <Button
        type="button"
        variant="secondary"
        data-color="neutral"
        data-size="xs"
        disabled={levels.length >= 20}
        onClick={() => {
          const id = Math.max(-1, ...levels.map((level) => level.id)) + 1;
          onChange({
            levels: [...levels, { id, audience: 'deputies', from: '100', afterMinutes: '60' }],
          });
        }}
      >
        {t('alarmSettings.addLevel')}
      </Button>
    </fieldset>
  );
}

export function AlarmForm(props: Props) {
  const { draft, saved, wrongAt, onChange } = props;
  const { t } = useWords();
  const kept = saved !== null && saved.kind === draft.channel;
  return (
    <div className="unit__form">
      <Levels {...props} />
      <div className="unit__told grey small">
        <p>{t('alarmSettings.mailRule')}</p>
        <p>{t('alarmSettings.morningRule')}</p>
      </div>
      <WeekHours
        legend={t('alarmSettings.hours')}
        week={draft.week}
        wrongAt={wrongAt}
        onChange={(week) => onChange({ week })}
      />
      <CheckField
        label={t('alarmSettings.always')}
        hint={t('alarmSettings.alwaysHint')}
        checked={draft.always}
        onChange={(always) => onChange({ always })}
      />
      <LineField
        label={t('alarmSettings.digest')}
        hint={t('alarmSettings.digestHint')}
        className="unit__short"
        max={MAX_TYPED}
        value={draft.digestMinutes}
        error={wrongAt('digestMinutes')}
        onChange={(digestMinutes) => onChange({ digestMinutes })}
      />
      <RadioField
        label={t('alarmSettings.channel')}
        value={draft.channel}
        options={(['none', 'teams', 'slack'] as const).map((value) => ({
          value,
          label: t(`alarmSettings.channels.${value}`),
        }))}
        onChange={(channel) => onChange({ channel })}
      />
      {draft.channel !== 'none' && (
        <LineField
          label={t('alarmSettings.url')}
          hint={
            kept
              ? t('alarmSettings.urlKept', { host: saved.host })
              : t(`alarmSettings.urlHint.${draft.channel}`)
          }
          type="url"
          max={2000}
          value={draft.url}
          error={wrongAt('webhook')}
          onChange={(url) => onChange({ url })}
        />
      )}
    </div>
  );
}
