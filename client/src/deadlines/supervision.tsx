import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { SupervisionReport } from '../../../core/monitoring/monitoring.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { linkWith } from '../shared/report/filters.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';

const FEW = 12;

function States({ accounts }: Pick<SupervisionReport, 'accounts'>) {
  const { t, when, number } = useWords();
  const [params] = useSearchParams();
  const now = useNow();
  const [all, setAll] = useState(false);
  // Those that nobody has looked through come first.
  const shown = all
    ? accounts
    : [...accounts]
        .sort((a, b) => Number(b.overdue) - Number(a.overdue) || b.unseen - a.unseen)
        .slice(0, FEW);
  return (
    <>
      <ul className="monitored-list">
        {shown.map(({ accountId, accountName, unseen, unseenSince, overdue, lastAt }) => (
          <li key={accountId} className="monitored">
            <Link className="monitored__link" to={linkWith(params, { account: accountId, list: 'open' })}>
              {accountName}
            </Link>
            <span className={`due due--${overdue ? 'late' : 'calm'}`}>
              <DeadlineShape tone={overdue ? 'late' : unseen > 0 ? 'calm' : 'none'} />
              {unseen === 0 || unseenSince === null
                ? t('monitor.supervision.done')
                : t('monitor.supervision.unseen', {
                    count: unseen,
                    n: number(unseen),
                    at: when(unseenSince, now),
                  })}
            </span>
            <span className="grey small">
              {lastAt === null
                ? t('monitor.supervision.never')
                : t('monitor.supervision.last', { at: when(lastAt, now) })}
            </span>
            {overdue && <p className="small">{t('monitor.supervision.overdue')}</p>}
          </li>
        ))}
      </ul>
      {accounts.length > shown.length && (
        <p className="no-print">
          <button type="button" className="text-link" onClick={() => setAll(true)}>
            {t('monitor.showAll', { n: number(accounts.length) })}
          </button>
        </p>
      )}
    </>
  );
}

/** Which account was looked through when, and by how many: who it was is nobody’s figure. */
export function Supervision({ report }: { report: SupervisionReport }) {
  const { t, when, number } = useWords();
  const now = useNow();
  return (
    <>
      <States accounts={report.accounts} />
      {report.log.length > 0 && (
        <ScrollingTable label={t('monitor.supervision.log')}>
          <table className="table">
            <caption className="sr-only">{t('monitor.supervision.log')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('monitor.supervision.at')}</th>
                <th scope="col">{t('monitor.filter.account')}</th>
                <th scope="col">{t('monitor.supervision.by')}</th>
                <th scope="col" className="num">
                  {t('monitor.supervision.items')}
                </th>
              </tr>
            </thead>
            <tbody>
              {report.log.slice(0, 20).map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">{when(entry.at, now)}</th>
                  <td>{entry.accountName}</td>
                  <td>
                    {entry.people === 0
                      ? t('monitor.supervision.closed')
                      : t('monitor.supervision.people', { count: entry.people })}
                  </td>
                  <td className="num">{number(entry.items)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollingTable>
      )}
    </>
  );
}
