import type { TrendReport } from '../../../core/monitoring/monitoring.contract.ts';
import { percent } from '../shared/format.ts';
import { useWords } from '../shared/i18n/words.ts';

/** Month by month: the height says it, the words under it say it again. */
export function Trend({ report, norm }: { report: TrendReport; norm: number | null }) {
  const { t, lang, number } = useWords();
  const name = ({ year, month }: TrendReport['months'][number]): string =>
    new Intl.DateTimeFormat(lang, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
      Date.UTC(year, month - 1, 1),
    );
  return (
    <ol className="months">
      {report.months.map((month) => {
        const { share, met, due } = month.attainment;
        return (
          <li key={month.from} className={month.whole ? 'month' : 'month month--part'}>
            <svg className="month__bar" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
              <rect className="bar__ground" width="10" height="100" />
              <rect
                className="bar__share"
                y={100 - (share ?? 0) * 100}
                width="10"
                height={(share ?? 0) * 100}
              />
              {norm !== null && (
                <rect className="bar__norm" y={Math.min(99, 100 - norm * 100)} width="10" height="1.2" />
              )}
            </svg>
            <span className="month__name">{name(month)}</span>
            <strong>{percent(lang, share)}</strong>
            <span className="grey small">{t('monitor.ofDue', { met: number(met), due: number(due) })}</span>
            {!month.whole && <span className="grey small">{t('monitor.partOfMonth')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
