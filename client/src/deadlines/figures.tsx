import { Link, useSearchParams } from 'react-router';
import { DAY_MINUTES, MINUTE_MS } from '../../../core/deadlines/civil.ts';
import type { MonitoringReport } from '../../../core/monitoring/monitoring.contract.ts';
import { percent } from '../shared/format.ts';
import { useWords } from '../shared/i18n/words.ts';
import { linkWith } from '../shared/report/filters.ts';
import { type Trend, trendOf } from './measures.ts';

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly more: string;
  readonly trend: Trend | null;
  /** The change in words of the figure's own unit. */
  readonly change: (difference: number) => string;
  readonly to: string;
}

function Figure({ label, value, more, trend, change, to }: FigureProps) {
  const { t } = useWords();
  return (
    <li className="figure">
      <Link className="figure__link" to={to}>
        <span className="figure__label">{label}</span>
        <span className="figure__value">{value}</span>
      </Link>
      <span className="figure__more">{more}</span>
      {trend && (
        <span className="figure__trend">
          <span aria-hidden="true">{{ up: '↑', down: '↓', same: '→' }[trend.direction]} </span>
          {trend.direction === 'same'
            ? t('monitor.trend.same')
            : t(`monitor.trend.${trend.direction}`, { change: change(Math.abs(trend.difference)) })}
          {trend.better !== null && ` (${t(trend.better ? 'monitor.trend.better' : 'monitor.trend.worse')})`}
        </span>
      )}
    </li>
  );
}

export function Figures({ report }: { report: MonitoringReport }) {
  const { t, lang, span, number } = useWords();
  const [params] = useSearchParams();
  const list = (of: string) => linkWith(params, { list: of, weekday: null, hour: null });
  const { period, previous, leftOut } = report;
  const inInbox = (count: number) =>
    count === 0 ? '' : ` ${t('monitor.leftOut', { count, n: number(count) })}`;
  const minutes = (value: number | null) => (value === null ? '–' : span(value * MINUTE_MS));
  const saysDays = Math.max(period.medianClockMinutes ?? 0, period.p90ClockMinutes ?? 0) >= DAY_MINUTES;
  const fewer = { higherIsBetter: false, step: 1 };
  return (
    <ul className="figures-row">
      <Figure
        label={t('monitor.figure.attainment')}
        value={percent(lang, period.attainment.share)}
        more={t('monitor.ofOwed', { met: number(period.attainment.met), due: number(period.attainment.due) })}
        trend={trendOf(period.attainment.share, previous?.attainment.share ?? null, {
          higherIsBetter: true,
          step: 0.005,
        })}
        change={(difference) => t('monitor.points', { count: Math.round(difference * 100) })}
        to={list('owed')}
      />
      <Figure
        label={t('monitor.figure.median')}
        value={minutes(period.medianClockMinutes)}
        more={
          period.medianClockMinutes === null
            ? t('monitor.noAnswers')
            : `${t('monitor.medianMore', {
                wall: minutes(period.medianWallMinutes),
                p90: minutes(period.p90ClockMinutes),
                p90Wall: minutes(period.p90WallMinutes),
              })}${saysDays ? `. ${t('monitor.dayIs')}` : ''}`
        }
        trend={trendOf(period.medianClockMinutes, previous?.medianClockMinutes ?? null, fewer)}
        change={(difference) => span(difference * MINUTE_MS)}
        to={list('answered')}
      />
      <Figure
        label={t('monitor.figure.open')}
        value={number(report.open)}
        more={`${t('monitor.openMore', { soon: number(report.dueWithin4h), waiting: number(report.waiting) })}.${inInbox(leftOut.open)}`}
        trend={trendOf(report.open, report.openBefore, fewer)}
        change={number}
        to={list('open')}
      />
      <Figure
        label={t('monitor.figure.breached')}
        value={number(report.breachedNow)}
        more={t('monitor.breachedMore') + inInbox(leftOut.breached)}
        trend={trendOf(report.breachedNow, report.breachedBefore, fewer)}
        change={number}
        to={list('overdue')}
      />
    </ul>
  );
}
