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
  const said = sayDeadline(item.deadline, now);
  const view = said.tone === 'late' ? 'breached' : 'due-soon';
  return (
    <li>
      <Link to={`/inbox/${view}/${encodeURIComponent(item.id)}`} className="due-item__link">
        <span className={`due due--${said.tone}`}>
          <DeadlineShape tone={said.tone} />
          {t(`deadline.${said.key}`, {
            span: said.spanMs === null ? '' : span(said.spanMs),
            at: said.at === null ? '' : when(said.at, now),
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
