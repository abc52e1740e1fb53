import { Link, useSearchParams } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { linkWith } from '../shared/report/filters.ts';
import { useOneTabStop } from '../shared/ui/one-tab-stop.ts';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';
import { tintOf } from './measures.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Rows from Monday, in local time. The number stands in the cell: the tint only helps the eye. */
export function HeatMap({ arrivals }: { arrivals: readonly (readonly number[])[] }) {
  const { t, number } = useWords();
  const [params] = useSearchParams();
  const oneStop = useOneTabStop<HTMLTableSectionElement>();
  const most = Math.max(0, ...arrivals.flat());
  const two = (hour: number) => String(hour).padStart(2, '0');
  return (
    <ScrollingTable label={t('monitor.arrivals')}>
      <table className="heat">
        <caption className="sr-only">
          {t('monitor.arrivalsCaption')}. {t('monitor.arrows')}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('monitor.weekday')}</span>
            </th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {two(hour)}
              </th>
            ))}
            <th scope="col">{t('monitor.sum')}</th>
          </tr>
        </thead>
        <tbody {...oneStop}>
          {arrivals.map((hours, day) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the weekday
            <tr key={day}>
              <th scope="row">{t(`monitor.day.${day}`)}</th>
              {hours.map((count, hour) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
                <td key={hour} className={`heat__cell heat__cell--${tintOf(count, most)}`}>
                  {count === 0 ? (
                    <span className="sr-only">0</span>
                  ) : (
                    <Link
                      to={linkWith(params, { list: 'arrivals', weekday: day, hour })}
                      aria-label={t('monitor.cell', {
                        day: t(`monitor.day.${day}`),
                        hour: two(hour),
                        n: number(count),
                      })}
                    >
                      {number(count)}
                    </Link>
                  )}
                </td>
              ))}
              <td className="num">{number(hours.reduce((sum, count) => sum + count, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollingTable>
  );
}
