import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { type Filters, linkWith } from '../shared/report/filters.ts';
import type { ListChoice } from './list-choice.ts';
import { MonitoredTable } from './monitored-table.tsx';

const ID = 'behind';

/** The items behind the figure that was clicked. The focus follows the click. */
export function Behind({ choice, filters }: { choice: ListChoice; filters: Filters }) {
  const { t } = useWords();
  const [params] = useSearchParams();
  const { of, weekday, hour } = choice;
  const chosen = `${of} ${weekday} ${hour}`;
  useEffect(() => {
    if (chosen !== '') document.getElementById(`${ID}-title`)?.focus();
  }, [chosen]);
  const title =
    of === 'arrivals' && weekday !== null && hour !== null
      ? t('monitor.behind.cell', {
          day: t(`monitor.day.${weekday}`),
          hour: `${String(hour).padStart(2, '0')}:00`,
        })
      : t(`monitor.behind.${of}`);
  return (
    <MonitoredTable
      id={ID}
      title={title}
      choice={choice}
      filters={filters}
      close={linkWith(params, { list: null, weekday: null, hour: null })}
    />
  );
}
