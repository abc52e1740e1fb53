import { Button } from '@digdir/designsystemet-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useViews } from '../api/queries.ts';
import { isHome } from '../shared/focus-home.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { Kbd } from '../shared/ui/kbd.tsx';
import { Notice } from '../shared/ui/notice.tsx';

const PRESSING = ['breached', 'due-soon', 'abusive'] as const;

/** Enter begins where nothing else has the focus. On the window, after what stops keys that were meant for a field. */
function useEnter(onStart: (() => void) | null): void {
  const start = useRef(onStart);
  start.current = onStart;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isFree = isHome(event.target) && !event.defaultPrevented;
      if (event.key === 'Enter' && isFree && !document.querySelector('dialog[open]')) start.current?.();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** With nothing selected: how things stand, each number with its list, and where to begin. */
export function Brief({ accountId, onStart }: { accountId: string | null; onStart: (() => void) | null }) {
  const { t } = useWords();
  const { data } = useViews(accountId);
  useEnter(onStart);
  const pressing = PRESSING.filter((view) => (data?.[view] ?? 0) > 0);
  return (
    <Notice title={t('brief.title')}>
      {data !== undefined && pressing.length === 0 && <p>{t('brief.calm')}</p>}
      {pressing.length > 0 && (
        <ul className="plain brief">
          {pressing.map((view) => (
            <li key={view}>
              <Link to={inboxPath({ view, accountId })}>
                {t(`brief.${view}`, { count: data?.[view] ?? 0 })}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {onStart !== null && (
        <Button data-size="xs" onClick={onStart}>
          {t('brief.start')} <Kbd always>⏎</Kbd>
        </Button>
      )}
    </Notice>
  );
}
