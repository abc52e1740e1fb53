import { NavLink, useLocation } from 'react-router';
import { useWords } from '../i18n/words.ts';
import { useMay } from '../session.tsx';
import { UnreadAlarms } from './alarm-link.tsx';
import { ALARMS, HELP, INBOX, PAGES } from './pages.tsx';

/** The phone's navigation. It gives way to the actions while an item is read. */
export function BottomBar() {
  const { t } = useWords();
  const may = useMay();
  const { pathname } = useLocation();
  if (/^\/inbox\/[^/]+\/[^/]+/u.test(pathname)) return null;
  return (
    <nav className="bottom" aria-label={t('nav.label')}>
      {[INBOX, ALARMS, ...PAGES.filter((page) => page !== HELP && may(page.needs))].map(
        ({ key, to, Icon }) => (
          <NavLink
            key={key}
            to={to}
            className="bottom__link"
            aria-current={key === 'inbox' && pathname.startsWith('/inbox') ? 'page' : undefined}
          >
            <Icon aria-hidden="true" />
            <span>{t(`nav.${key}`)}</span>
            {key === 'alarms' && <UnreadAlarms className="bottom__count" />}
          </NavLink>
        ),
      )}
    </nav>
  );
}
