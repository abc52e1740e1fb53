import { Link, useSearchParams } from 'react-router';
import { MINUTE_MS } from '../../../core/deadlines/civil.ts';
import type { MonitoredItem, TrendReport } from '../../../core/monitoring/monitoring.contract.ts';
import { BREACH_CAUSES, LIST_SORTS, type ListSort } from '../../../core/monitoring/monitoring.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useNow } from '../shared/now.ts';
import { type Filters, linkWith } from '../shared/report/filters.ts';
import { Section } from '../shared/report/section.tsx';
import { useOneTabStop } from '../shared/ui/one-tab-stop.ts';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';
import { Explanation } from './explanation.tsx';
import { MoreButton } from './more-button.tsx';
import { useMonitoredList } from './reports.ts';

interface Order {
  readonly sort: ListSort;
  readonly order: 'asc' | 'desc';
}

/** As it stands in the URL; the newest due time first. */
function readOrder(params: URLSearchParams): Order {
  const sort = LIST_SORTS.find((known) => known === params.get('sort')) ?? 'due';
  return { sort, order: params.get('order') === 'asc' ? 'asc' : 'desc' };
}

function Heading({ column, sorted }: { column: ListSort; sorted: Order }) {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const isSorted = sorted.sort === column;
  const next = isSorted && sorted.order === 'desc' ? 'asc' : 'desc';
  return (
    <th
      scope="col"
      {...(isSorted && {
        'aria-sort': sorted.order === 'asc' ? ('ascending' as const) : ('descending' as const),
      })}
    >
      <button
        type="button"
        className="sorting"
        onClick={() => setParams(new URLSearchParams(linkWith(params, { sort: column, order: next })))}
      >
        {t(`monitor.column.${column}`)}
        <span aria-hidden="true">{isSorted ? (sorted.order === 'asc' ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  );
}

/** How late, in the smallest unit that says something: a second counts too. */
function Late({ item }: { item: MonitoredItem }) {
  const { t, span } = useWords();
  const now = useNow();
  if (item.dueAt === null) return '–';
  const end = item.stoppedAt === null ? now : Date.parse(item.stoppedAt);
  const late = Math.max(0, end - Date.parse(item.dueAt));
  const said =
    late < MINUTE_MS ? t('monitor.seconds', { count: Math.max(1, Math.round(late / 1000)) }) : span(late);
  return item.stoppedAt === null ? t('monitor.lateStill', { span: said }) : said;
}

function Row({ item }: { item: MonitoredItem }) {
  const { t, when } = useWords();
  const now = useNow();
  return (
    <tr className="breach">
      <th scope="row">
        <Link to={inboxPath({ view: 'all', itemId: item.id, accountId: null })}>
          {when(item.publishedAt, now)}
        </Link>
      </th>
      <td>
        <span className="with-mark">
          <PlatformMark platform={item.platform} />
          <span>
            {item.accountName}
            <span className="sr-only"> {t(`platform.${item.platform}`)}</span>
          </span>
        </span>
      </td>
      <td>{item.board}</td>
      <td>{item.dueAt === null ? '–' : when(item.dueAt, now)}</td>
      <td>
        <Late item={item} />
      </td>
      <td className="breach__why">
        {item.cause !== null && <span>{t(`monitor.cause.${item.cause}`)}</span>}
        <Explanation item={item} />
      </td>
    </tr>
  );
}

/** What was late in the period, each with its cause; sorted and filtered in the store, so that the order is of all of them. */
export function Breaches({
  filters,
  causes,
}: {
  filters: Filters;
  causes: TrendReport['causes'] | undefined;
}) {
  const { t, number } = useWords();
  const [params, setParams] = useSearchParams();
  const sorted = readOrder(params);
  const cause = BREACH_CAUSES.find((known) => known === params.get('cause')) ?? null;
  const read = useMonitoredList(filters, { of: 'breached', weekday: null, hour: null }, { ...sorted, cause });
  const oneStop = useOneTabStop<HTMLTableElement>();
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  const empty = items.length === 0 && cause === null ? t('monitor.noBreaches') : null;
  return (
    <Section id="breaches" title={t('monitor.breaches')} read={read} empty={read.data && empty} fold="open">
      <label className="filter no-print">
        <span>{t('monitor.column.cause')}</span>
        <select
          value={cause ?? ''}
          onChange={({ target }) =>
            setParams(new URLSearchParams(linkWith(params, { cause: target.value || null })))
          }
        >
          <option value="">{t('monitor.allCauses')}</option>
          {BREACH_CAUSES.map((known) => (
            <option key={known} value={known}>
              {t(`monitor.cause.${known}`)}
              {causes === undefined ? '' : ` (${number(causes[known])})`}
            </option>
          ))}
        </select>
      </label>
      {items.length === 0 ? (
        <p className="panel__empty">{t('monitor.nothingBehind')}</p>
      ) : (
        <ScrollingTable label={t('monitor.breaches')}>
          <table className="table table--breaches" {...oneStop}>
            <caption className="sr-only">
              {t('monitor.breaches')}. {t('monitor.arrows')}
            </caption>
            <thead>
              <tr>
                {(['published', 'account', 'board', 'due', 'late', 'cause'] as const).map((column) => (
                  <Heading key={column} column={column} sorted={sorted} />
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Row key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        </ScrollingTable>
      )}
      <MoreButton read={read} />
    </Section>
  );
}
