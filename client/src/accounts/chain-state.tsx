import { useQuery } from '@tanstack/react-query';
import type { ChainState as Shape } from '../../../core/evidence/chain.contract.ts';
import { ask } from '../api/http.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { Caution } from '../shared/ui/notice.tsx';

function Altered({ state }: { state: Shape }) {
  const { t } = useWords();
  return (
    <Caution live>
      <p>
        <strong>{t('chain.altered', { count: state.faults.length })}</strong> {t('chain.alteredMore')}
      </p>
      <ul>
        {state.faults.slice(0, 5).map(({ seq, fault }) => (
          <li key={`${seq} ${fault}`}>
            {t('chain.at', { seq })} {t(`chain.fault.${fault}`)}
          </li>
        ))}
      </ul>
    </Caution>
  );
}

function Said({ state }: { state: Shape }) {
  const { t, when } = useWords();
  const now = useNow();
  const checked = state.checkedAt === null ? null : when(state.checkedAt, now);
  if (checked === null) return <p>{t('chain.unchecked')}</p>;
  if (state.since === null) return <p>{t('chain.nothing', { checked })}</p>;
  return (
    <>
      {state.state === 'altered' ? (
        <Altered state={state} />
      ) : (
        <p>
          {t('chain.intact', { since: when(state.since, now) })} {t('chain.count', { count: state.links })}
        </p>
      )}
      <p className="grey small">{t('chain.checked', { checked })}</p>
      {state.head && (
        <p className="grey small">
          {t(state.head.stamped ? 'chain.headStamped' : 'chain.head', {
            seq: state.head.seq,
            at: when(state.head.takenAt, now),
          })}{' '}
          <code className="chain__hash">{state.head.hash}</code>
        </p>
      )}
    </>
  );
}

/** Whether the evidence is whole: for those who answer for it, and those who look after the machine. */
export function ChainState() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['chain'],
    queryFn: () => ask<Shape>('/api/audit/verify'),
    staleTime: 60_000,
  });
  return (
    <section className="account" aria-labelledby="chain">
      <h2 id="chain">{t('chain.title')}</h2>
      <p className="grey">{t('chain.lead')}</p>
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <output className="grey">{t('chain.loading')}</output>}
      {data && <Said state={data} />}
      {data?.browser === 'none' && (
        <Caution>
          <p>
            <strong>{t('chain.noBrowser')}</strong> {t('chain.noBrowserMore')}
          </p>
        </Caution>
      )}
    </section>
  );
}
