import { Link } from 'react-router';
import { HOUR_MS, MINUTE_MS } from '../../../core/deadlines/civil.ts';
import type { RemovalReason } from '../../../core/moderation/removal.ts';
import type { RemovalReport } from '../../../core/monitoring/monitoring.contract.ts';
import { REMOVAL_OUTCOMES, type RemovalState } from '../../../core/monitoring/monitoring.ts';
import type { Tone } from '../shared/deadline-words.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useNow } from '../shared/now.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';

const TONES: Readonly<Record<RemovalState, Tone>> = {
  breached: 'late',
  running: 'soon',
  'removed-late': 'none',
  removed: 'none',
  kept: 'none',
};
const SHOWN = 20;

/** Only what a person has judged is called by the name of a crime. */
const nameOf = ({ reason, judged }: { reason: RemovalReason; judged: boolean }): string =>
  judged ? `removalReason.${reason}` : `monitor.removal.suspected.${reason}`;

function Figures({ reasons }: Pick<RemovalReport, 'reasons'>) {
  const { t, span, number } = useWords();
  // Ten columns of which most are empty say less than the few that are not.
  const outcomes = REMOVAL_OUTCOMES.filter((outcome) => reasons.some((row) => row.outcomes[outcome] > 0));
  const heading = (column: string) => (
    <th key={column} scope="col" className="num">
      {t(`monitor.removal.${column}`)}
    </th>
  );
  return (
    <ScrollingTable label={t('monitor.removal.figures')}>
      <table className="table">
        <caption className="sr-only">{t('monitor.removal.figures')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('monitor.removal.reason')}</th>
            {['target', 'known', 'flagged'].map(heading)}
            {outcomes.map((outcome) => heading(`outcome.${outcome}`))}
            {['late', 'median'].map(heading)}
          </tr>
        </thead>
        <tbody>
          {reasons.map((row) => (
            <tr key={`${row.reason} ${row.judged}`}>
              <th scope="row">{t(nameOf(row))}</th>
              <td className="num">{span(row.targetHours * HOUR_MS)}</td>
              <td className="num">{number(row.known)}</td>
              <td className="num">{number(row.flagged)}</td>
              {outcomes.map((outcome) => (
                <td key={outcome} className="num">
                  {number(row.outcomes[outcome])}
                </td>
              ))}
              <td className="num">{number(row.late)}</td>
              <td className="num">
                {row.medianMinutes === null ? '–' : span(row.medianMinutes * MINUTE_MS)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollingTable>
  );
}

/** From the first knowledge to out of sight. Beside the answer's clock, at night and at weekends too. */
export function Removals({ report }: { report: RemovalReport }) {
  const { t, when } = useWords();
  const now = useNow();
  const stateWords = ({ state, outcome }: RemovalReport['items'][number]): string => {
    const said = t(`monitor.removal.outcome.${outcome}`);
    if (state === 'running' || state === 'breached') return t(`monitor.removal.state.${state}`);
    return state === 'removed-late' ? t('monitor.removal.lateAs', { outcome: said }) : said;
  };
  return (
    <>
      <Figures reasons={report.reasons} />
      <ul className="monitored-list">
        {report.items.slice(0, SHOWN).map((item) => (
          <li key={item.id} className="monitored">
            <Link
              className="monitored__link"
              to={inboxPath({ view: 'all', itemId: item.id, accountId: null })}
            >
              {t(nameOf(item))}, {item.accountName}
            </Link>
            <span className={`due due--${TONES[item.state]}`}>
              <DeadlineShape tone={TONES[item.state]} />
              {stateWords(item)}
            </span>
            <dl className="monitored__times">
              <div>
                <dt>{t('monitor.removal.knownAt')}</dt>
                <dd>{when(item.knownAt, now)}</dd>
              </div>
              <div>
                <dt>{t('monitor.removal.dueAt')}</dt>
                <dd>{when(item.dueAt, now)}</dd>
              </div>
              {item.endedAt !== null && (
                <div>
                  <dt>{t('monitor.removal.endedAt')}</dt>
                  <dd>{when(item.endedAt, now)}</dd>
                </div>
              )}
            </dl>
            {item.hiddenAt !== null && item.endedAt === null && (
              <p className="grey small">{t('monitor.removal.onlyHidden')}</p>
            )}
          </li>
        ))}
      </ul>
      {report.total > SHOWN && (
        <p className="grey small">{t('monitor.removal.rest', { count: report.total - SHOWN })}</p>
      )}
    </>
  );
}
