import { Link } from 'react-router';
import type { DutyState } from '../../../core/deadlines/duties.ts';
import type { DutyReport } from '../../../core/monitoring/monitoring.contract.ts';
import type { Tone } from '../shared/deadline-words.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useNow } from '../shared/now.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';

const TONES: Readonly<Record<DutyState, Tone>> = { calm: 'calm', warned: 'soon', breached: 'late' };
const SHOWN = 20;

/** What the law asks for beside the answer: documents, registration, the Norwegian interim answer. */
export function Duties({ report }: { report: DutyReport }) {
  const { t, when } = useWords();
  const now = useNow();
  return (
    <>
      <ul className="monitored-list">
        {report.items.slice(0, SHOWN).map((item) => (
          <li key={`${item.id} ${item.duty}`} className="monitored">
            <Link
              className="monitored__link"
              to={inboxPath({ view: 'all', itemId: item.id, accountId: null })}
            >
              {t(`monitor.duty.${item.duty}`)}, {item.accountName}
            </Link>
            <span className={`due due--${TONES[item.state]}`}>
              <DeadlineShape tone={TONES[item.state]} />
              {t(`monitor.dutyState.${item.state}`)}
            </span>
            <dl className="monitored__times">
              <div>
                <dt>{t('monitor.duty.received')}</dt>
                <dd>{when(item.receivedAt, now)}</dd>
              </div>
              <div>
                <dt>{t(item.breachAt === null ? 'monitor.duty.warn' : 'monitor.duty.breach')}</dt>
                <dd>{when(item.breachAt ?? item.warnAt, now)}</dd>
              </div>
            </dl>
            <span className="grey small">{item.source}</span>
          </li>
        ))}
      </ul>
      {report.total > SHOWN && (
        <p className="grey small">{t('monitor.duty.rest', { count: report.total - SHOWN })}</p>
      )}
    </>
  );
}
