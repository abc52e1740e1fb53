import { Link, useSearchParams } from 'react-router';
import type { MonitoringReport } from '../../../core/monitoring/monitoring.contract.ts';
import type { MonitoringList } from '../../../core/monitoring/monitoring.ts';
import { useWords } from '../shared/i18n/words.ts';
import { dateText, linkWith, today } from '../shared/report/filters.ts';

/** The list behind each part; of what is late the breaches stand further down. */
const LIST_OF = {
  met: 'met',
  answeredLate: 'breached',
  unanswered: 'breached',
  closed: 'closed',
  removed: 'removed',
} as const satisfies Record<string, MonitoringList>;
const PARTS = ['met', 'answeredLate', 'unanswered', 'closed', 'removed'] as const;

/** What became of all that fell due. Answered is answered: what needed no answer and what is gone stand apart. */
export function Parts({ report }: { report: MonitoringReport }) {
  const { t, number } = useWords();
  const [params] = useSearchParams();
  const { attainment } = report.period;
  // The breaches have a table of their own.
  const to = (list: MonitoringList): string =>
    list === 'breached'
      ? `${linkWith(params, { list: null, weekday: null, hour: null })}#breaches`
      : linkWith(params, { list, weekday: null, hour: null });
  const part = (name: string, value: number, list: MonitoringList) => (
    <div key={name}>
      <dt>{t(`monitor.parts.${name}`)}</dt>
      <dd>{value === 0 ? number(value) : <Link to={to(list)}>{number(value)}</Link>}</dd>
    </div>
  );
  return (
    <section className="parts" aria-label={t('monitor.parts.title')}>
      <h2 className="parts__title">
        {t('monitor.parts.title')}: {number(attainment.fellDue)}
      </h2>
      <dl className="parts__list">
        {PARTS.map((name) => part(name, attainment[name], LIST_OF[name]))}
        {part('waiting', report.waiting, 'waiting')}
      </dl>
    </section>
  );
}

type Target = MonitoringReport['targets'][number];

/** The aim beside the figure, and where it comes from: no law sets it. */
export function Targets({ report }: { report: MonitoringReport }) {
  const { t, number } = useWords();
  const { targets, previous } = report;
  const words = ({ hours, clock, source, accounts }: Target): string =>
    [
      t('monitor.target', { hours: number(hours), clock: t(`monitor.clock.${clock}`) }),
      ...(targets.length > 1 ? [t('monitor.targetAccounts', { count: accounts, n: number(accounts) })] : []),
      source === null ? t('monitor.noSource') : t('monitor.targetSource', { source }),
    ].join(' ');
  const dayOf = (at: number): string => dateText(today(at));
  return (
    <div className="grey small targets">
      {targets.map((target) => (
        <p key={words(target)}>{words(target)}</p>
      ))}
      <p>
        {previous === null
          ? t('monitor.notCompared')
          : t('monitor.compared', {
              from: dayOf(Date.parse(previous.from)),
              to: dayOf(Date.parse(previous.to) - 1),
            })}
      </p>
    </div>
  );
}
