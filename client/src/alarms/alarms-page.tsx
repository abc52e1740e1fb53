import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AlarmShape } from '../../../core/alarms/alarms.contract.ts';
import { calls, SHOWN_ALARMS } from '../api/calls.ts';
import { keys, useAlarms, useViews } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useNow } from '../shared/now.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { PlainText } from '../shared/ui/plain-text.tsx';
import { figuresOf, linkOf } from './alarm-words.ts';
import { Mute } from './mute.tsx';
import './alarms.css';

const PRESSING = ['breached', 'due-soon'] as const;
const TONES = { blocked: 'late', evidence: 'late', breach: 'late', warning: 'soon', unseen: 'calm' } as const;

function Alarm({ alarm, onRead }: { alarm: AlarmShape; onRead: (id: string) => void }) {
  const { t, when, span } = useWords();
  const now = useNow();
  const fresh = alarm.readAt === null;
  return (
    <li className="alarm" data-unread={fresh || undefined}>
      <p className="alarm__top">
        <DeadlineShape tone={TONES[alarm.kind]} />
        <strong>{t(`alarmKind.${alarm.kind}`)}</strong>
        {fresh && <span className="chip chip--strong">{t('alarms.new')}</span>}
        <time className="grey small" dateTime={alarm.at}>
          {when(alarm.at, now)}
        </time>
      </p>
      <p>
        <bdi className="alarm__account">{alarm.accountName}</bdi>
        {figuresOf(alarm).map(({ key, count }) => ` · ${t(`alarms.${key}`, { count })}`)}
      </p>
      {alarm.items.length > 0 && (
        <ul className="plain alarm__items">
          {alarm.items.map(({ id, author, platform, publishedAt }) => (
            <li key={id}>
              <Link
                className="alarm__link"
                to={inboxPath({ view: 'all', accountId: null, itemId: id })}
                onClick={() => fresh && onRead(alarm.id)}
              >
                <bdi>
                  <PlainText text={author ?? t('author.unknown')} />
                </bdi>
              </Link>
              <span className="grey small">
                {' '}
                {t(`platform.${platform}`)}, {t('alarms.age', { age: span(now - Date.parse(publishedAt)) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="alarms__buttons">
        <Link className="alarm__link" to={linkOf(alarm)} onClick={() => fresh && onRead(alarm.id)}>
          {t('alarms.open')}
          <span className="sr-only">: {alarm.accountName}</span>
        </Link>
        {fresh && (
          <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={() => onRead(alarm.id)}>
            {t('alarms.read')}
            <span className="sr-only">: {alarm.accountName}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

/** How things stand now, alarm or none: nobody is told at night, and what is late is late all the same. */
function Standing({ restUntil }: { restUntil: string | null }) {
  const { t, when } = useWords();
  const now = useNow();
  const counts = useViews(null).data;
  const late = PRESSING.filter((view) => (counts?.[view] ?? 0) > 0);
  if (restUntil === null && late.length === 0) return null;
  const overdue = counts?.breached ?? 0;
  return (
    <div className="alarms__now">
      {restUntil !== null && (
        <p>
          <strong>{t('alarms.restUntil', { at: when(restUntil, now) })}</strong>
          {counts !== undefined && `; ${t('alarms.restOverdue', { count: overdue })}`}.
        </p>
      )}
      {late.length > 0 && (
        <p>
          {t('alarms.now')}{' '}
          {late.map((view, at) => (
            <span key={view}>
              {at > 0 && ' · '}
              <Link className="alarm__link" to={inboxPath({ view, accountId: null })}>
                {t(`brief.${view}`, { count: counts?.[view] ?? 0 })}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

export default function AlarmsPage() {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const { data, error, refetch } = useAlarms();
  const read = useMutation({
    mutationFn: calls.readAlarm,
    onSettled: () => client.invalidateQueries({ queryKey: keys.alarms }),
  });
  const readAll = useMutation({
    mutationFn: calls.readAllAlarms,
    onSettled: () => client.invalidateQueries({ queryKey: keys.alarms }),
  });
  const problem = read.error ?? readAll.error;
  // What came after the newest on the page is not read with it.
  const newest = data?.alarms[0]?.at;
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.alarms')}</h1>
        <p className="grey">{t('alarms.lead')}</p>
        {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <output className="grey">{t('alarms.loading')}</output>}
        {problem && <p role="alert">{errorWords(words, problem)}</p>}
        {data && <Standing restUntil={data.restUntil} />}
        {data && <Mute until={data.mutedUntil} />}
        {data && data.unread > 0 && (
          <div className="alarms__buttons">
            <Button
              variant="secondary"
              data-color="neutral"
              data-size="xs"
              aria-busy={readAll.isPending || undefined}
              onClick={() => newest !== undefined && readAll.mutate(newest)}
            >
              {t('alarms.readAll', { count: data.unread })}
            </Button>
          </div>
        )}
        <output className="sr-only">
          {readAll.isSuccess && data?.unread === 0 ? t('alarms.allRead') : ''}
        </output>
        {data?.alarms.length === 0 && (
          <Notice title={t('alarms.empty')}>
            <p>{t('alarms.emptyText')}</p>
          </Notice>
        )}
        {data && data.alarms.length > 0 && (
          <ul className="alarms">
            {data.alarms.map((alarm) => (
              <Alarm key={alarm.id} alarm={alarm} onRead={(id) => read.mutate(id)} />
            ))}
          </ul>
        )}
        {data && data.alarms.length >= SHOWN_ALARMS && (
          <p className="grey small">{t('alarms.newest', { count: SHOWN_ALARMS })}</p>
        )}
      </div>
    </div>
  );
}
