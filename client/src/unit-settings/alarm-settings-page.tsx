import { useEffect, useMemo, useRef, useState } from 'react';
import type { AlarmSettingsAnswer } from '../../../core/alarms/alarms.contract.ts';
import { ApiError } from '../api/http.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { Section } from '../shared/report/section.tsx';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { Author, Version } from '../shared/versions.tsx';
import { type AlarmDraft, draftOf, fieldIn, readDraft } from './alarm-draft.ts';
import { AlarmForm } from './alarm-form.tsx';
import { type Place, useAlarmSettings, useAlarmVersions, usePutAlarms } from './calls.ts';
import { PlaceChoice, PutButtons, usePlace, useWrong } from './parts.tsx';
import { TryChannel } from './try-channel.tsx';
import './unit-settings.css';

function History({ place, onTake }: { place: Place; onTake: ((draft: AlarmDraft) => void) | null }) {
  const { t, when } = useWords();
  const now = useNow();
  const history = useAlarmVersions(place);
  return (
    <Section
      id="alarm-history"
      title={t('versions.title')}
      read={history}
      empty={history.data?.versions.length === 0 ? t('unitSettings.noHistory') : null}
    >
      <ol className="plain versions">
        {history.data?.versions.map(({ version, createdAt, by, settings, webhook, inForce }) => (
          <Version
            key={version}
            name={t('alarmSettings.version', { version })}
            current={inForce}
            facts={[
              when(createdAt, now),
              <Author key="by" by={by} />,
              ...[...new Set(settings.levels.map(({ audience }) => audience))].map((audience) =>
                t(`alarmSettings.audience.${audience}`),
              ),
              ...(webhook === null ? [] : [webhook.host]),
            ]}
            onTake={onTake && (() => onTake(draftOf({ settings, webhook })))}
          />
        ))}
      </ol>
    </Section>
  );
}

const refusedField = (error: unknown): string | null =>
  error instanceof ApiError && error.status === 422 ? error.field : null;

function Workbench({ place, saved }: { place: Place; saved: AlarmSettingsAnswer }) {
  const words = useWords();
  const { t } = words;
  const may = useMay()('accounts:write');
  const start = useMemo(() => draftOf(saved), [saved]);
  const [draft, setDraft] = useState(start);
  /** What the draft was begun from, whatever is read anew meanwhile. */
  const [basedOn, setBasedOn] = useState(saved.version);
  const [said, setSaid] = useState('');
  const put = usePutAlarms();
  const follow = useRef(false);
  useEffect(() => {
    if (follow.current) {
      setDraft(start);
      setBasedOn(saved.version);
    }
    follow.current = false;
  }, [start, saved]);
  const { request, wrong: unread } = useMemo(() => readDraft(draft, saved), [draft, saved]);
  const refused = refusedField(put.error);
  const wrong = new Set([...unread, ...(refused === null ? [] : [fieldIn(draft, refused)])]);
  const wrongAt = useWrong(wrong);
  const changed = JSON.stringify(draft) !== JSON.stringify(start);
  const change = (some: Partial<AlarmDraft>): void => {
    setSaid('');
    put.reset();
    setDraft((before) => ({ ...before, ...some }));
  };
  const send = (): void =>
    put.mutate(
      { accountId: place, ...request, basedOn },
      {
        onError: (error) => {
          // What applies now is shown, and the change made once more.
          follow.current = error instanceof ApiError && error.status === 409;
        },
        onSuccess: () => {
          follow.current = true;
          setSaid(t('alarmSettings.done'));
        },
      },
    );
  return (
    <>
      <section className="panel" aria-labelledby="alarm-rules">
        <h2 id="alarm-rules">{t('alarmSettings.rules')}</h2>
        <p>{t(`alarmSettings.saved.${saved.from}`)}</p>
        <fieldset className="unit__all" disabled={!may}>
          <legend className="sr-only">{t('alarmSettings.rules')}</legend>
          <AlarmForm draft={draft} saved={saved.webhook} wrongAt={wrongAt} onChange={change} />
        </fieldset>
        {put.error && refused === null && <p role="alert">{errorWords(words, put.error)}</p>}
        <PutButtons
          may={may}
          changed={changed}
          wrong={wrong.size}
          said={said}
          busy={put.isPending}
          onPut={send}
          onUndo={() => change(start)}
        />
      </section>
      {may && (
        <section className="panel" aria-labelledby="alarm-try">
          <h2 id="alarm-try">{t('alarmSettings.test.title')}</h2>
          <p className="grey small">{t('alarmSettings.test.lead')}</p>
          <TryChannel place={place} draft={draft} saved={saved} channel="mail" />
          <TryChannel place={place} draft={draft} saved={saved} channel="webhook" />
        </section>
      )}
      <History place={place} onTake={may ? change : null} />
    </>
  );
}

export default function AlarmSettingsPage() {
  const { t } = useWords();
  const { place } = usePlace();
  const { data, error, refetch } = useAlarmSettings(place);
  return (
    <div className="page">
      <div className="page__inner unit">
        <h1>{t('nav.alarm-settings')}</h1>
        <p className="grey">{t('alarmSettings.intro')}</p>
        <PlaceChoice place={place} />
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <div className="panel__skeleton" aria-busy="true">
            <span className="sr-only">{t('versions.loading')}</span>
          </div>
        ) : (
          <Workbench key={place} place={place} saved={data} />
        )}
      </div>
    </div>
  );
}
