import { BulletListIcon } from '@navikt/aksel-icons';
import { NavLink, useLocation } from 'react-router';
import { liveState } from '../../api/live.ts';
import { useViews } from '../../api/queries.ts';
import { useWords } from '../i18n/words.ts';
import { inboxPath } from '../inbox-path.ts';
import { runCommand } from '../keys.ts';
import { useMay, useSession } from '../session.tsx';
import { useStore } from '../store.ts';
import { NamedIcon } from '../ui/icons.tsx';
import { useInboxAccount } from '../use-inbox-account.ts';
import { SIDEBAR_VIEWS } from '../views.ts';
import { AlarmLink } from './alarm-link.tsx';
import { PAGES, SIDE_PAGES } from './pages.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SavedViewLinks } from './saved-view-links.tsx';

function Organisation() {
  const { t } = useWords();
  const { municipality } = useSession();
  const state = useStore(liveState);
  return (
    <div className="org">
      <span className="brand__ring" aria-hidden="true" />
      <span className="org__words">
        <span className="org__name">{municipality.name}</span>
        {municipality.demo && (
          <span className="org__demo">
            {t('demo.tag')}
            <span className="org__demo-more">: {t('demo.more')}</span>
          </span>
        )}
      </span>
      <span className={`dot dot--${state}`} title={t(`live.${state}`)} aria-hidden="true" />
      <output className="sr-only">{t(`live.${state}`)}</output>
    </div>
  );
}

function Views() {
  const { t, number } = useWords();
  const accountId = useInboxAccount();
  const { data } = useViews(accountId);
  const { pathname } = useLocation();
  // The last one, and only where there is something in it: nothing else moves.
  const shows = (count = 0): boolean => count > 0 || pathname.startsWith('/inbox/drafts');
  return (
    <ul>
      {SIDEBAR_VIEWS.filter((view) => view !== 'drafts' || shows(data?.drafts)).map((view) => (
        <li key={view}>
          <NavLink to={inboxPath({ view, accountId })} className="nav-link" title={t(`view.${view}`)}>
            <NamedIcon name={view} />
            <span className="nav-link__word">{t(`view.${view}`)}</span>
            {data !== undefined && data[view] > 0 && view !== 'closed' && (
              <span className="nav-link__count">
                {number(data[view])}
                <span className="sr-only"> {t('nav.items')}</span>
              </span>
            )}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

export function Sidebar() {
  const { t } = useWords();
  const may = useMay();
  const pages = [...PAGES.slice(0, 1), ...SIDE_PAGES, ...PAGES.slice(1)].filter(({ needs }) => may(needs));
  return (
    <header className="sidebar">
      <Organisation />
      <nav className="sidebar__nav" aria-label={t('nav.label')}>
        <h2 className="sidebar__heading">{t('nav.inbox')}</h2>
        <Views />
        {may('items:read') && <SavedViewLinks />}
        <hr className="sidebar__rule" />
        <ul>
          <li>
            <AlarmLink />
          </li>
          {pages.map(({ key, to, Icon }) => (
            <li key={key}>
              <NavLink to={to} className="nav-link" title={t(`nav.${key}`)}>
                <Icon className="icon" aria-hidden="true" />
                <span className="nav-link__word">{t(`nav.${key}`)}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <button type="button" className="nav-link nav-link--all" onClick={() => runCommand('palette')}>
        <BulletListIcon className="icon" aria-hidden="true" />
        <span className="nav-link__word">{t('palette.short')}</span>
        <span className="nav-link__count" aria-hidden="true">
          Ctrl K
        </span>
      </button>
      <PersonMenu />
    </header>
  );
}
