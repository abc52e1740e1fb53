import { useSearchParams } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { FilterBar } from '../shared/report/filter-bar.tsx';
import { dateText, readFilters } from '../shared/report/filters.ts';
import { Section } from '../shared/report/section.tsx';
import { useMay, useSession } from '../shared/session.tsx';
import { Failure } from '../shared/ui/failure.tsx';
import { Attainment } from './attainment.tsx';
import { Behind } from './behind.tsx';
import { Breaches } from './breaches.tsx';
import { CommitteeReport } from './committee-report.tsx';
import { Contents } from './contents.tsx';
import { DueNow } from './due-now.tsx';
import { Duties } from './duties.tsx';
import { Export } from './export.tsx';
import { Figures } from './figures.tsx';
import { HeatMap } from './heat-map.tsx';
import { readList } from './list-choice.ts';
import { Norms } from './norms.tsx';
import { Parts, Targets } from './parts.tsx';
import { Removals } from './removals.tsx';
import {
  type DueNow as DueItems,
  useDueNow,
  useDuties,
  useLiveFigures,
  useMonitoring,
  useRemovals,
  useSupervision,
  useTargets,
  useTrend,
} from './reports.ts';
import { Supervision } from './supervision.tsx';
import { Trend } from './trend.tsx';
import './deadlines.css';
import './lists.css';
import './tables.css';
import '../shared/report/print.css';

const nothingIn = ({ soon, overdue }: DueItems): boolean => soon.length + overdue.length === 0;

function Standing({ monitoring }: { monitoring: ReturnType<typeof useMonitoring> }) {
  const { data, error, refetch } = monitoring;
  if (data === undefined)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <div className="figures-row figures-row--waiting" aria-busy="true" />
    );
  return (
    <>
      <Figures report={data} />
      <Targets report={data} />
      <Parts report={data} />
    </>
  );
}

export default function DeadlinesPage() {
  const { t } = useWords();
  const { municipality } = useSession();
  const may = useMay();
  const now = useNow();
  const [params] = useSearchParams();
  const filters = readFilters(params, now);
  const choice = readList(params);
  useLiveFigures();
  const monitoring = useMonitoring(filters);
  const due = useDueNow(filters);
  const removals = useRemovals(filters);
  const supervision = useSupervision(filters);
  const duties = useDuties(filters);
  const targets = useTargets();
  const trend = useTrend(filters);
  const parts = [
    ['due', t('monitor.dueNow')],
    ['attainment', t('monitor.inTime')],
    ['trend', t('monitor.trendTitle')],
    ['arrivals', t('monitor.arrivals')],
    ['breaches', t('monitor.breaches')],
    ['report', t('monitor.report.title')],
    ['removals', t('monitor.removal.title')],
    ['supervision', t('monitor.supervision.title')],
    ['duties', t('monitor.duty.title')],
    ...(may('accounts:write') ? [['norms', t('monitor.norms.title')] as const] : []),
  ] as const;
  return (
    <div className="page deadlines">
      <div className="page__inner deadlines__inner">
        <h1>{t('nav.deadlines')}</h1>
        <p className="print-only">
          {municipality.name}, {dateText(filters.from)} – {dateText(filters.to)}
        </p>
        <FilterBar filters={filters}>
          <Export filters={filters} />
        </FilterBar>
        <Contents parts={parts} />
        <Standing monitoring={monitoring} />
        {choice && choice.of !== 'breached' && <Behind choice={choice} filters={filters} />}
        <Section
          id="due"
          title={t('monitor.dueNow')}
          read={due}
          empty={due.data && nothingIn(due.data) ? t('monitor.nothingDue') : null}
          fold="open"
        >
          {due.data && <DueNow due={due.data} />}
        </Section>
        <Section
          id="attainment"
          title={t('monitor.inTime')}
          lead={t('monitor.inTimeLead')}
          read={monitoring}
          fold="open"
        >
          {monitoring.data && (
            <Attainment report={monitoring.data} norm={targets.data?.attainmentNorm ?? null} />
          )}
        </Section>
        <Section
          id="trend"
          title={t('monitor.trendTitle')}
          lead={t('monitor.trendLead')}
          read={trend}
          empty={trend.data?.months.length === 0 ? t('monitor.noMonths') : null}
          fold="folded"
        >
          {trend.data && <Trend report={trend.data} norm={targets.data?.attainmentNorm ?? null} />}
        </Section>
        <Section
          id="arrivals"
          title={t('monitor.arrivals')}
          lead={t('monitor.arrivalsLead')}
          read={monitoring}
          fold="folded"
        >
          {monitoring.data && <HeatMap arrivals={monitoring.data.arrivals} />}
        </Section>
        <Breaches filters={filters} causes={trend.data?.causes} />
        <Section
          id="report"
          title={t('monitor.report.title')}
          lead={t('monitor.report.lead')}
          read={monitoring}
          fold="folded"
        >
          <CommitteeReport filters={filters} />
        </Section>
        <Section
          id="removals"
          title={t('monitor.removal.title')}
          lead={t('monitor.removal.lead')}
          read={removals}
          empty={removals.data?.items.length === 0 ? t('monitor.removal.empty') : null}
          fold="folded"
        >
          {removals.data && <Removals report={removals.data} />}
        </Section>
        <Section
          id="supervision"
          title={t('monitor.supervision.title')}
          lead={t('monitor.supervision.lead')}
          read={supervision}
          empty={supervision.data?.accounts.length === 0 ? t('accounts.none') : null}
          fold="folded"
        >
          {supervision.data && <Supervision report={supervision.data} />}
        </Section>
        <Section
          id="duties"
          title={t('monitor.duty.title')}
          lead={t('monitor.duty.lead')}
          read={duties}
          empty={duties.data?.items.length === 0 ? t('monitor.duty.empty') : null}
          fold="folded"
        >
          {duties.data && <Duties report={duties.data} />}
        </Section>
        {may('accounts:write') && (
          <Section
            id="norms"
            title={t('monitor.norms.title')}
            lead={t('monitor.norms.lead')}
            read={targets}
            fold="folded"
          >
            {targets.data && <Norms targets={targets.data} />}
          </Section>
        )}
      </div>
    </div>
  );
}
