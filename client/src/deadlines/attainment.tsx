import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { MonitoringReport } from '../../../core/monitoring/monitoring.contract.ts';
import { percent } from '../shared/format.ts';
import { useWords } from '../shared/i18n/words.ts';
import { linkWith } from '../shared/report/filters.ts';
import { useOneTabStop } from '../shared/ui/one-tab-stop.ts';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';

type Measure = MonitoringReport['boards'][number]['period'];

/** Length says it, the words beside it say it again; the line is the municipality's own aim. */
function Bar({ share, norm }: { share: number | null; norm: number | null }) {
  return (
    <svg className="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="bar__ground" x="0" y="2" width="100" height="8" />
      {share !== null && <rect className="bar__share" x="0" y="2" width={share * 100} height="8" />}
      {norm !== null && (
        <rect className="bar__norm" x={Math.min(99.2, norm * 100)} y="0" width="0.8" height="12" />
      )}
    </svg>
  );
}

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly filter: Record<string, string>;
  readonly period: Measure;
  readonly week: Measure;
  readonly month: Measure;
}

/** As many as one reads at a glance. Where there are more, those come first that need to be looked at. */
const AT_A_GLANCE = 15;
const fewest = (rows: Row[]): Row[] =>
  rows.length <= AT_A_GLANCE
    ? rows
    : [...rows].sort((a, b) => (a.period.share ?? 2) - (b.period.share ?? 2)).slice(0, AT_A_GLANCE);

function Bars({
  caption,
  first,
  rows,
  norm,
  recent,
}: {
  caption: string;
  first: string;
  rows: Row[];
  norm: number | null;
  /** Whether this week and this month belong beside the period. */
  recent: boolean;
}) {
  const { t, lang, number } = useWords();
  const [params] = useSearchParams();
  const [all, setAll] = useState(false);
  const oneStop = useOneTabStop<HTMLTableSectionElement>();
  const shown = all ? rows : fewest(rows);
  return (
    <>
      <ScrollingTable label={caption}>
        <table className="table table--bars">
          <caption className="sr-only">
            {caption}. {t('monitor.arrows')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {recent && (
                <>
                  <th scope="col" className="num">
                    {t('monitor.week')}
                  </th>
                  <th scope="col" className="num">
                    {t('monitor.month')}
                  </th>
                </>
              )}
              <th scope="col" className="num">
                {t('monitor.period')}
              </th>
              <th scope="col" className="table__bar">
                {t('monitor.bar')}
              </th>
              <th scope="col" className="num">
                {t('monitor.parts.closed')}
              </th>
              <th scope="col" className="num">
                {t('monitor.parts.removed')}
              </th>
            </tr>
          </thead>
          <tbody {...oneStop}>
            {shown.map(({ key, name, filter, period, week, month }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {recent && (
                  <>
                    <td className="num">{percent(lang, week.share)}</td>
                    <td className="num">{percent(lang, month.share)}</td>
                  </>
                )}
                <td className="num">
                  {period.due === 0 ? (
                    '–'
                  ) : (
                    <Link to={linkWith(params, { ...filter, list: 'owed', weekday: null, hour: null })}>
                      <strong>{percent(lang, period.share)}</strong>
                    </Link>
                  )}
                </td>
                <td className="table__bar">
                  <Bar share={period.share} norm={norm} />
                  <span className="grey small">
                    {t('monitor.ofDue', { met: number(period.met), due: number(period.due) })}
                  </span>
                </td>
                <td className="num">{number(period.closed)}</td>
                <td className="num">{number(period.removed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollingTable>
      {rows.length > shown.length && (
        <p className="no-print">
          {t('monitor.fewest', { n: number(shown.length), all: number(rows.length) })}{' '}
          <button type="button" className="text-link" onClick={() => setAll(true)}>
            {t('monitor.showAll', { n: number(rows.length) })}
          </button>
        </p>
      )}
    </>
  );
}

export function Attainment({ report, norm }: { report: MonitoringReport; norm: number | null }) {
  const { t, lang, number } = useWords();
  const [params] = useSearchParams();
  const { firstHandler: first } = report;
  return (
    <>
      <Bars
        caption={t('monitor.byAccount')}
        first={t('monitor.filter.account')}
        norm={norm}
        recent={report.includesNow}
        rows={report.accounts.map(({ accountId, name, platform, ...measures }) => ({
          key: accountId,
          filter: { account: accountId },
          name: (
            <span className="with-mark">
              <PlatformMark platform={platform} />
              <span>
                {name}
                <span className="sr-only"> {t(`platform.${platform}`)}</span>
              </span>
            </span>
          ),
          ...measures,
        }))}
      />
      <Bars
        caption={t('monitor.byBoard')}
        first={t('monitor.filter.board')}
        norm={norm}
        recent={report.includesNow}
        rows={report.boards.map(({ board, ...measures }) => ({
          key: board,
          name: board,
          filter: { board },
          ...measures,
        }))}
      />
      <p>
        {t('monitor.firstHandler')}{' '}
        {first.solved === 0 ? (
          '–'
        ) : (
          <Link to={linkWith(params, { list: 'first-handler', weekday: null, hour: null })}>
            <strong>{percent(lang, first.share)}</strong>
          </Link>
        )}{' '}
        <span className="grey">
          {t('monitor.firstHandlerOf', { by: number(first.byFirst), of: number(first.solved) })}{' '}
          {first.norm === null
            ? t('monitor.noNorm')
            : t('monitor.normIs', { norm: percent(lang, first.norm) })}
        </span>
      </p>
    </>
  );
}
