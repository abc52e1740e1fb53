import { SkipLink } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import { isUnreached } from '../../api/http.ts';
import { liveState } from '../../api/live.ts';
import { useFocusHome } from '../focus-home.ts';
import { useWords } from '../i18n/words.ts';
import type { Command } from '../keymap.ts';
import { activeCommands, useCommands } from '../keys.ts';
import { Palette } from '../palette/palette.tsx';
import { said } from '../said.ts';
import { useMay } from '../session.tsx';
import { useStore } from '../store.ts';
import { useFreshAlarms } from './alarm-link.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ALARMS, INBOX, PAGES, SIDE_PAGES } from './pages.tsx';
import { Sidebar } from './sidebar.tsx';
import './nav-link.css';
import './layout.css';

function OfflineBanner() {
  const { t } = useWords();
  const state = useStore(liveState);
  const client = useQueryClient();
  // An error goes away with its cause: what nobody answered is asked again as soon as somebody does.
  useEffect(() => {
    if (state === 'live')
      void client.refetchQueries({
        type: 'active',
        predicate: ({ state: { error } }) => error !== null && isUnreached(error),
      });
  }, [state, client]);
  return (
    <output className="banner-place">
      {state === 'offline' && <span className="banner">{t('live.offlineBanner')}</span>}
    </output>
  );
}

/** The same words twice are told apart by a mark that nobody hears. */
function Said() {
  const { text, nth } = useStore(said);
  return (
    <output className="sr-only said">
      {text}
      {text !== '' && nth % 2 === 1 ? '\u00a0' : ''}
    </output>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const navigate = useNavigate();
  /** What stands over the page: the palette, or the keys that did something when it was asked for. */
  const [over, setOver] = useState<'palette' | ReadonlySet<Command> | null>(null);
  useFreshAlarms();
  const may = useMay();
  /** Nobody is led to a page that they may not see. */
  const pageCommands = Object.fromEntries(
    [...PAGES, ...SIDE_PAGES]
      .filter(({ needs }) => may(needs))
      .map(({ key, to }) => [`go-${key}`, () => void navigate(to)]),
  );
  useFocusHome();
  useCommands({
    ...(may('items:read') && { 'go-inbox': () => void navigate(INBOX.to) }),
    'go-alarms': () => void navigate(ALARMS.to),
    ...pageCommands,
    help: () => setOver(activeCommands()),
    // At once: the letters that follow are for its field.
    palette: () => flushSync(() => setOver('palette')),
  });
  return (
    <div className="frame">
      <SkipLink href="#main">{t('nav.skip')}</SkipLink>
      <Sidebar />
      <main id="main" className="frame__main" tabIndex={-1}>
        <OfflineBanner />
        {children}
      </main>
      <BottomBar />
      <Said />
      {over === 'palette' && <Palette onClose={() => setOver(null)} />}
      {over !== null && over !== 'palette' && <KeysDialog active={over} onClose={() => setOver(null)} />}
    </div>
  );
}
