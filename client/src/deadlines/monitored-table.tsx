import { Link } from 'react-router';
import type { MonitoredItem } from '../../../core/monitoring/monitoring.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useNow } from '../shared/now.ts';
import type { Filters } from '../shared/report/filters.ts';
import { Section } from '../shared/report/section.tsx';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';
import { Explanation } from './explanation.tsx';
import type { ListChoice } from './list-choice.ts';
import { MoreButton } from './more-button.tsx';
import { useMonitoredList } from './reports.ts';

function Row({ item }: { item: MonitoredItem }) {
  const { t, when } = useWords();
  const now = useNow();
  const at = (instant: string | null) => (instant === null ? '–' : when(instant, now));
  return (
    <li className="monitored">
      <Link className="monitored__link" to={inboxPath({ view: 'all', itemId: item.id, accountId: null })}>
        <PlatformMark platform={item.platform} />
        <span>
          {item.accountName}
          <span className="sr-only"> {t(`platform.${item.platform}`)}</span>, {at(item.publishedAt)}
        </span>
      </Link>
      <span className="grey">{item.board}</span>
      <dl className="monitored__times">
        <div>
          <dt>{t('monitor.dueAt')}</dt>
          <dd>{at(item.dueAt)}</dd>
        </div>
        <div>
          <dt>{t(item.stoppedAt === null ? 'monitor.stateNow' : 'monitor.stoppedAt')}</dt>
          <dd>{item.stoppedAt === null ? t(`deadline.state.${item.state}`) : at(item.stoppedAt)}</dd>
        </div>
      </dl>
      {item.cause !== null && (
        <div className="monitored__why">
          <span className="due due--late">
            <DeadlineShape tone="late" />
            {t(`monitor.cause.${item.cause}`)}
          </span>
          <Explanation item={item} />
        </div>
      )}
    </li>
  );
}

/** The items behind one figure, newest due time first. */
export function MonitoredTable({
  id,
  title,
  choice,
  filters,
  close,
}: {
  id: string;
  title: string;
  choice: ListChoice;
  filters: Filters;
  close?: string;
}) {
  const { t } = useWords();
  const read = useMonitoredList(filters, choice);
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  const empty = choice.of === 'breached' ? t('monitor.noBreaches') : t('monitor.nothingBehind');
  return (
    <Section id={id} title={title} read={read} empty={read.data && items.length === 0 ? empty : null}>
      {close !== undefined && (
        <Link className="panel__close no-print" to={close}>
          {t('monitor.closeList')}
        </Link>
      )}
      <ul className="monitored-list">
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <MoreButton read={read} />
    </Section>
  );
}
