import { Button } from '@digdir/designsystemet-react';
import { EXPORT_TABLES } from '../../../core/monitoring/monitoring.ts';
import { useWords } from '../shared/i18n/words.ts';
import { apiQuery, type Filters } from '../shared/report/filters.ts';
import './export.css';
import { ReportLinks } from './report-links.tsx';

export function Export({ filters }: { filters: Filters }) {
  const { t, lang } = useWords();
  const query = apiQuery(filters);
  query.set('lang', lang);
  return (
    <details className="export">
      <summary className="export__summary">{t('monitor.export.title')}</summary>
      <div className="export__menu">
        <ReportLinks filters={filters} />
        <ul>
          {EXPORT_TABLES.map((table) => (
            <li key={table}>
              <a href={`/api/deadlines/export?${query}&table=${table}`} download>
                {t(`monitor.export.${table}`)}
              </a>
            </li>
          ))}
        </ul>
        <Button variant="secondary" data-size="xs" onClick={() => window.print()}>
          {t('monitor.export.print')}
        </Button>
      </div>
    </details>
  );
}
