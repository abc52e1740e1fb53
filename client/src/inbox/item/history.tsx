import { useState } from 'react';
import type { EventShape, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useEvents } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { eventWords } from './event-words.ts';

function HistoryLine({ event }: { event: EventShape }) {
  const words = useWords();
  const now = useNow();
  const who = event.actor.name ?? words.t(`actor.${event.actor.kind}`);
  return (
    <li>
      <time dateTime={event.at}>{words.when(event.at, now)}</time>
      <span>
        {eventWords(event, words)} <span className="grey">· {who}</span>
      </span>
    </li>
  );
}

/** What happened with the item, fetched when it is asked for. */
export function History({ item }: { item: ItemShape }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useEvents(item.id, open);
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('history.title')}</summary>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {open && !data && !error && <p className="grey">{t('history.loading')}</p>}
      {data && (
        <ol>
          {data.events.map((event) => (
            <HistoryLine key={event.id} event={event} />
          ))}
        </ol>
      )}
    </details>
  );
}
