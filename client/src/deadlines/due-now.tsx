import { Link } from 'react-router';
import type { ItemShape, View } from '../../../core/inbox/items.contract.ts';
import { useAccounts } from '../api/queries.ts';
import { sayDeadline } from '../shared/deadline-words.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useNow } from '../shared/now.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { ItemWords } from '../shared/ui/item-words.tsx';
import { useOneTabStop } from '../shared/ui/one-tab-stop.ts';
import { PlainText } from '../shared/ui/plain-text.tsx';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';
import type { DueNow as DueItems } from './reports.ts';

const SHOWN = 140;

/** Whose it is and what it says, so that one is told from the other; a grave text stands behind its veil here too. */
function Words({ item }: { item: ItemShape }) {
  const { t } = useWords();
  return (
    <span className="due-item__text">
      <bdi className="due-item__author">
        <PlainText text={item.author?.name ?? t('author.unknown')} />
      </bdi>{' '}
      <ItemWords item={item} most={SHOWN} />
    </span>
  );
}

function DueItem({ item, account }: { item: ItemShape; account: string }) {
  const { t, span, when } = useWords();
  const now = useNow();
  const saying = sayDeadline(item.deadline, now);
  const view = saying.tone === 'late' ? 'breached' : 'due-soon';
  return (
    <li>
      <Link to={inboxPath({ view, itemId: item.id, accountId: null })} className="due-item__link">
        <span className={`due due--${saying.tone}`}>
          <DeadlineShape tone={saying.tone} />
          {t(`deadline.${saying.key}`, {
            span: saying.spanMs === null ? '' : span(saying.spanMs),
            at: saying.at === null ? '' : when(saying.at, now),
          })}
        </span>
        <span className="due-item__who">
          <PlatformMark platform={item.platform} />
          <span>{account}</span>
        </span>
        <Words item={item} />
      </Link>
    </li>
  );
}

/** In the order of urgency: what can still be answered in time comes first. Live: the same clock and the same socket events as the inbox. */
export function DueNow({ due }: { due: DueItems }) {
  const { t } = useWords();
  const accounts = useAccounts().data?.accounts ?? [];
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const stops = { soon: useOneTabStop<HTMLOListElement>(), overdue: useOneTabStop<HTMLOListElement>() };
  const list = (name: 'soon' | 'overdue', view: View) =>
    due[name].length > 0 && (
      <div>
        <h3 className="due-list__title">{t(`monitor.due.${name}`)}</h3>
        <ol className="due-list" {...stops[name]}>
          {due[name].map((item) => (
            <DueItem key={item.id} item={item} account={names.get(item.accountId) ?? ''} />
          ))}
        </ol>
        <Link className="due-list__all no-print" to={inboxPath({ view, accountId: null })}>
          {t(`monitor.due.${name}All`)}
        </Link>
      </div>
    );
  return (
    <>
      {list('soon', 'due-soon')}
      {list('overdue', 'breached')}
    </>
  );
}
