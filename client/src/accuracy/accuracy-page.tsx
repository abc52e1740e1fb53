import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { AccuracyReport } from '../../../core/learning/accuracy.contract.ts';
import { ask } from '../api/http.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { FilterBar } from '../shared/report/filter-bar.tsx';
import { apiQuery, dateText, type Filters, readFilters } from '../shared/report/filters.ts';
import { Section } from '../shared/report/section.tsx';
import { useSession } from '../shared/session.tsx';
import { ByAccount, ByCategory } from './tables.tsx';
import '../shared/report/print.css';
import './accuracy.css';

const useAccuracy = (filters: Filters) => {
  const query = apiQuery(filters).toString();
  return useQuery({
    queryKey: ['accuracy', query],
    queryFn: ({ signal }) => ask<AccuracyReport>(`/api/accuracy?${query}`, { signal }),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
};

function Export({ filters }: { filters: Filters }) {
  const { t, lang } = useWords();
  const query = apiQuery(filters);
  query.set('lang', lang);
  return (
    <a className="accuracy__export" href={`/api/accuracy/export?${query}`} download>
      {t('accuracy.export')}
    </a>
  );
}

/** Whether the municipality's own layer is in use, and what it was taught. */
function LearnedModel({ layer }: Pick<AccuracyReport, 'layer'>) {
  const { t, when, number } = useWords();
  const now = useNow();
  if (layer === null) return <p>{t('accuracy.noLayer')}</p>;
  return (
    <p>
      {t('accuracy.layer', {
        version: layer.version,
        when: when(layer.at, now),
        corrections: number(layer.corrections),
        categories: layer.categories.map((category) => t(`category.${category}`)).join(', '),
      })}
    </p>
  );
}

export default function AccuracyPage() {
  const { t, number } = useWords();
  const { municipality } = useSession();
  const now = useNow();
  const [params] = useSearchParams();
  const filters = readFilters(params, now);
  const accuracy = useAccuracy(filters);
  const report = accuracy.data;
  const empty = report?.finished === 0 ? t('accuracy.empty') : null;
  return (
    <div className="page deadlines">
      <div className="page__inner deadlines__inner">
        <h1>{t('nav.accuracy')}</h1>
        <p className="print-only">
          {municipality.name}, {dateText(filters.from)} – {dateText(filters.to)}
        </p>
        <p className="accuracy__lead">{t('accuracy.lead')}</p>
        <FilterBar filters={filters}>
          <Export filters={filters} />
        </FilterBar>
        <Section
          id="categories"
          title={t('accuracy.byCategory')}
          lead={
            report &&
            !empty &&
            t('accuracy.finished', { count: report.finished, number: number(report.finished) })
          }
          read={accuracy}
          empty={empty}
        >
          {report && <ByCategory rows={report.categories} />}
        </Section>
        {report && report.finished > 0 && report.accounts.length > 1 && (
          <Section id="accounts" title={t('accuracy.byAccount')} read={accuracy}>
            <ByAccount accounts={report.accounts} />
          </Section>
        )}
        {report && (
          <Section id="how" title={t('accuracy.how')} read={accuracy}>
            <ul className="accuracy__how">
              {['flagged', 'precision', 'missing', 'measured'].map((key) => (
                <li key={key}>{t(`accuracy.explain.${key}`)}</li>
              ))}
            </ul>
            <LearnedModel layer={report.layer} />
          </Section>
        )}
      </div>
    </div>
  );
}
