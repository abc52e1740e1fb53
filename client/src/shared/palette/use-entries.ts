/** All that the palette offers here and now: what the page can do, then where one can go. */
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../i18n/words.ts';
import { inboxPath } from '../inbox-path.ts';
import { COMMANDS, type Command } from '../keymap.ts';
import { activeCommands, runCommand } from '../keys.ts';
import { ALARMS, PAGES, RARE_PAGES, SIDE_PAGES } from '../layout/pages.tsx';
import { useMay } from '../session.tsx';
import { useInboxAccount } from '../use-inbox-account.ts';
import { SIDEBAR_VIEWS } from '../views.ts';
import { type Offer, offered } from './offers.ts';
import { recent, recentFirst } from './recent.ts';

/** These need a hand on the keys: chosen from a list they are no help. */
const NOT_OFFERED: ReadonlySet<Command> = new Set(['next', 'previous', 'open']);

/** As they were when the palette opened: it takes the focus, and what is at hand may change with that. */
interface AtHand {
  readonly commands: ReadonlySet<Command>;
  readonly offers: readonly Offer[];
  readonly recent: readonly string[];
}
const atHand = (): AtHand => ({ commands: activeCommands(), offers: offered(), recent: recent.read() });

/** As it stands when it is chosen: the item may have changed since the palette opened. */
const runOffer = (id: string): void =>
  offered()
    .find((offer) => offer.id === id)
    ?.run();

export function useEntries(): readonly Offer[] {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const accountId = useInboxAccount();
  const accounts = useAccounts().data?.accounts ?? [];
  const [now] = useState(atHand);
  const going = (id: string, to: string, words: Pick<Offer, 'label' | 'detail'>): Offer => ({
    id,
    ...words,
    run: () => void navigate(to),
  });
  const acts: Offer[] = Object.entries(COMMANDS)
    .filter(([, command]) => now.commands.has(command) && !NOT_OFFERED.has(command))
    .map(([key, command]) => ({
      id: `act:${command}`,
      label: t(`key.${command}`),
      detail: t('palette.act', { key }),
      run: () => runCommand(command),
    }));
  const views = may('items:read')
    ? SIDEBAR_VIEWS.map((view) =>
        going(`view:${view}`, inboxPath({ view, accountId }), {
          label: t(`view.${view}`),
          detail: t('palette.view'),
        }),
      )
    : [];
  const pages = [ALARMS, ...PAGES, ...SIDE_PAGES, ...RARE_PAGES]
    .filter((page) => !('needs' in page) || may(page.needs))
    .map(({ key, to }) => going(`page:${key}`, to, { label: t(`nav.${key}`), detail: t('palette.page') }));
  const boxes = accounts.map(({ id, name, platform }) =>
    going(`account:${id}`, inboxPath({ view: 'all', accountId: id }), {
      label: name,
      detail: t('palette.account', { platform: t(`platform.${platform}`) }),
    }),
  );
  const offers = now.offers.map((offer) => ({ ...offer, run: () => runOffer(offer.id) }));
  return recentFirst([...acts, ...offers, ...views, ...pages, ...boxes], now.recent);
}
