import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { NavLink } from 'react-router';
import { onArrivals } from '../../api/arrivals.ts';
import { keys, useAlarms } from '../../api/queries.ts';
import { useWords } from '../i18n/words.ts';
import { atMostEvery } from '../throttle.ts';
import { ALARMS } from './pages.tsx';

const FRESH_MS = 10_000;

/** Items that change may have raised or settled an alarm: asked again, at most every ten seconds. */
export function useFreshAlarms(): void {
  const client = useQueryClient();
  useEffect(() => {
    const ask = atMostEvery(FRESH_MS, () => void client.invalidateQueries({ queryKey: keys.alarms }));
    const stop = onArrivals(ask.call);
    return () => {
      stop();
      ask.cancel();
    };
  }, [client]);
}

export function UnreadAlarms({ className }: { className: string }) {
  const { t, number } = useWords();
  const unread = useAlarms().data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <span className={className}>
      <span className="sr-only">{t('nav.alarms')}: </span>
      {number(unread)}
      <span className="sr-only"> {t('nav.unread')}</span>
    </span>
  );
}

/** The bell with the number of unread alarms. */
export function AlarmLink() {
  const { t } = useWords();
  const { key, to, Icon } = ALARMS;
  return (
    <NavLink to={to} className="nav-link" title={t(`nav.${key}`)}>
      <Icon className="icon" aria-hidden="true" />
      <span className="nav-link__word">{t(`nav.${key}`)}</span>
      <UnreadAlarms className="nav-link__count nav-link__count--alarms" />
    </NavLink>
  );
}
