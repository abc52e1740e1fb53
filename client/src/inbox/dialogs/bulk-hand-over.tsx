import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { BulkHandOverAnswer } from '../../../../core/records/hand-over.contract.ts';
import { DialogFrame } from '../../shared/dialog/dialog-frame.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { handOverItems } from '../hand-over-calls.ts';

interface Props {
  readonly chosen: ReadonlySet<string>;
  readonly rows: readonly ItemShape[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Refused({ refused, rows }: Pick<BulkHandOverAnswer, 'refused'> & Pick<Props, 'rows'>) {
  const { t } = useWords();
  if (refused.length === 0) return null;
  const nameOf = (itemId: string): string =>
    rows.find(({ id }) => id === itemId)?.author?.name ?? t('author.unknown');
  return (
    <>
      <p>{t('bulk.not', { count: refused.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <ul className="plain bulk__refused" tabIndex={0} aria-label={t('bulk.not', { count: refused.length })}>
        {refused.map(({ itemId, reason }) => (
          <li key={itemId}>
            <bdi>{nameOf(itemId)}</bdi>: {t(`handOver.refusal.${reason}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** First what would happen, each refusal by name; then it happens. */
export default function BulkHandOver({ chosen, rows, onDone, onClose }: Props) {
  const { t } = useWords();
  const ids = useRef([...chosen]).current;
  const counted = useQuery({
    queryKey: ['hand-over-count', ids],
    queryFn: () => handOverItems(ids, true),
    staleTime: 0,
    gcTime: 0,
  });
  const give = useMutation({ mutationFn: () => handOverItems(ids, false), onSuccess: onDone });
  const error = give.error ?? counted.error;
  const answer = give.data ?? counted.data;
  const isDone = give.data !== undefined;
  return (
    <DialogFrame title={t('bulk.title')} onClose={onClose}>
      <div aria-live="polite">
        {!answer && !error && <p aria-busy="true">{t('bulk.counting')}</p>}
        {answer && <p>{t(isDone ? 'bulk.done' : 'bulk.will', { count: answer.handedOver })}</p>}
      </div>
      {error && (
        <Failure error={error} onRetry={() => (counted.error ? void counted.refetch() : give.mutate())} />
      )}
      {answer && <Refused refused={answer.refused} rows={rows} />}
      <div className="dialog__buttons">
        {!isDone && (
          <Button
            data-confirm=""
            disabled={!counted.data || counted.data.handedOver === 0}
            aria-busy={give.isPending || undefined}
            onClick={() => {
              if (!give.isPending) give.mutate();
            }}
          >
            {t('bulk.confirm')}
          </Button>
        )}
        <Button variant="secondary" data-color="neutral" onClick={onClose}>
          {t(isDone ? 'bulk.close' : 'dialog.cancel')}
        </Button>
      </div>
    </DialogFrame>
  );
}
