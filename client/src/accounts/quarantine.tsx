import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QuarantinedShape } from '../../../core/inbox/deliveries.contract.ts';
import { calls } from '../api/calls.ts';
import { keys, useQuarantined } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import '../shared/styles/entries.css';

function One({ delivery, onRetry }: { delivery: QuarantinedShape; onRetry: (() => void) | null }) {
  const { t, when, number } = useWords();
  const now = useNow();
  const at = when(delivery.receivedAt, now);
  return (
    <li className="entry">
      <div className="entry__text">
        <span>
          {t(`platform.${delivery.platform}`)} · {at}
        </span>
        <span>{t(`accounts.quarantine.cause.${delivery.cause ?? 'unknown'}`)}</span>
        <span className="grey small">
          {t('accounts.quarantine.size', { size: number(Math.ceil(delivery.bytes / 1000)) })}
        </span>
      </div>
      <Button
        variant="tertiary"
        data-color="neutral"
        data-size="xs"
        disabled={onRetry === null}
        onClick={() => onRetry?.()}
      >
        {t('accounts.quarantine.retry')}
        <span className="sr-only">: {at}</span>
      </Button>
    </li>
  );
}

/** What the platforms sent and nobody could take in: for those who look after the connections. */
export function Quarantine() {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const { data, error, refetch } = useQuarantined();
  const retry = useMutation({
    mutationFn: (id: string | null) => (id === null ? calls.retryDeliveries() : calls.retryDelivery(id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.quarantined }),
  });
  return (
    <section className="account" aria-labelledby="quarantine">
      <h2 id="quarantine">{t('accounts.quarantine.title')}</h2>
      <p className="grey">{t('accounts.quarantine.lead')}</p>
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <output className="grey">{t('accounts.quarantine.loading')}</output>}
      {data?.total === 0 && <p>{t('accounts.quarantine.empty')}</p>}
      {retry.error && <p role="alert">{errorWords(words, retry.error)}</p>}
      {retry.isSuccess && <output>{t('accounts.quarantine.retried')}</output>}
      {data && data.total > 0 && (
        <>
          <p>
            {t('accounts.quarantine.count', { count: data.total })}{' '}
            {data.total > data.deliveries.length && t('accounts.quarantine.oldest')}
          </p>
          <ul className="entries">
            {data.deliveries.map((delivery) => (
              <One
                key={delivery.id}
                delivery={delivery}
                onRetry={retry.isPending ? null : () => retry.mutate(delivery.id)}
              />
            ))}
          </ul>
          <p>
            <Button variant="secondary" disabled={retry.isPending} onClick={() => retry.mutate(null)}>
              {t('accounts.quarantine.retryAll')}
            </Button>
          </p>
        </>
      )}
    </section>
  );
}
