import { Link } from 'react-router';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { useAccounts } from '../api/queries.ts';
import { sayDeadline } from '../shared/deadline-words.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';

function DueItem({ item, account }: { item: ItemShape; account: string }) {
  const { t, span, when } = useWords();
  const now = useNow();
  const saying = sayDeadline(item.deadline, now);
  const view = saying.tone === 'late' ? 'breached' : 'due-soon';
  return (
    <li>
      <Link to={`/inbox/${view}/${encodeURIComponent(item.id)}`} className="due-item__link">
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
      </Link>
    </li>
  );
}

/** Live: the same clock and the same socket events as the inbox. */
export function DueNow({ items }: { items: readonly ItemShape[] }) {
  const accounts = useAccounts().data?.accounts ?? [];
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (
    <ul className="due-list">
      {items.map((item) => (
        <DueItem key={item.id} item={item} account={names.get(item.accountId) ?? ''} />
      ))}
    </ul>
  );
}
