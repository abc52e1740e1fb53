import type { PolicyPreview } from '../../../core/deadlines/deadlines.contract.ts';
import { longTime } from '../shared/format.ts';
import { useWords } from '../shared/i18n/words.ts';
import { Failure } from '../shared/ui/failure.tsx';

const EFFECTS = ['earlier', 'later', 'newlyOverdue', 'noLongerOverdue'] as const;

/** The calendar's names begin a line; within a sentence only those of persons and countries keep their capital. */
const withinSentence = (name: string): string =>
  /^(?:Kristi|Sveriges|Mari)/u.test(name) ? name : name.slice(0, 1).toLowerCase() + name.slice(1);

/** What of the open items moves, in words; what is nothing is not said. */
export function Effect({ effect }: { effect: PolicyPreview['effect'] }) {
  const { t, number } = useWords();
  const moved = EFFECTS.filter((key) => effect[key] > 0);
  return (
    <div>
      <p>
        {t('clockSettings.effect.open', { count: effect.open })}{' '}
        {t('clockSettings.effect.accounts', { count: effect.accounts })}
        {effect.capped && ` ${t('clockSettings.effect.capped', { count: effect.open })}`}
      </p>
      {moved.length === 0 ? (
        <p>{t('clockSettings.effect.none')}</p>
      ) : (
        <ul className="unit__effects">
          {moved.map((key) => (
            <li key={key} data-grave={key === 'newlyOverdue' || undefined}>
              {t(`clockSettings.effect.${key}`, { count: effect[key], shown: number(effect[key]) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Props {
  readonly preview: PolicyPreview | undefined;
  /** The server could not be asked; a wrong value is told at its field. */
  readonly error: unknown;
  readonly pending: boolean;
  /** As a field for date and time gives it. */
  readonly moment: string;
  readonly onMoment: (moment: string) => void;
  readonly onRetry: () => void;
}

export function Preview({ preview, error, pending, moment, onMoment, onRetry }: Props) {
  const { t, lang } = useWords();
  return (
    <section className="panel" aria-labelledby="clock-preview">
      <h2 id="clock-preview">{t('clockSettings.preview')}</h2>
      <div aria-live="polite" aria-busy={pending}>
        {error != null && <Failure error={error} onRetry={onRetry} />}
        {preview === undefined && error == null && <p className="grey">{t('clockSettings.previewNone')}</p>}
        {preview && error == null && (
          <>
            <ul className="plain unit__moments">
              {preview.moments.map(({ key, received, due, dayOff }) => (
                <li key={key}>
                  {t(`clockSettings.moment.${key}`, {
                    received: longTime(lang, new Date(received)),
                    due: longTime(lang, new Date(due)),
                    dayOff: dayOff === null ? '' : withinSentence(dayOff),
                  })}
                </li>
              ))}
            </ul>
            <Effect effect={preview.effect} />
          </>
        )}
      </div>
      <label className="filter unit__moment">
        <span>{t('clockSettings.ownMoment')}</span>
        <input type="datetime-local" value={moment} onChange={(event) => onMoment(event.target.value)} />
      </label>
    </section>
  );
}
