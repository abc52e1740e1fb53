import { REPORT_VERSIONS } from '../../../core/monitoring/monitoring.ts';
import { useWords } from '../shared/i18n/words.ts';
import { apiQuery, type Filters } from '../shared/report/filters.ts';

/** The report of what is shown, in its versions. */
export function ReportLinks({ filters }: { filters: Filters }) {
  const { t, lang } = useWords();
  return REPORT_VERSIONS.map((version) => {
    const query = apiQuery(filters);
    for (const [name, value] of Object.entries({ lang, format: 'pdf', version })) query.set(name, value);
    return (
      <a key={version} href={`/api/deadlines/export?${query}`} download>
        {t(`monitor.report.${version}`)}
      </a>
    );
  });
}
