import { Button } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { BulkActShape, BulkActType } from '../../../../core/actions/bulk-act.contract.ts';
import { MAX_BULK_ITEMS } from '../../../../core/actions/bulk-act.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { DialogFrame } from '../../shared/dialog/dialog-frame.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { say } from '../../shared/said.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { ItemWords } from '../../shared/ui/item-words.tsx';
import { PlainText } from '../../shared/ui/plain-text.tsx';
import { isUnderWay, useBulkAct, useBulkStep } from './bulk-calls.ts';
import { endWords } from './end-words.ts';
import './bulk.css';

interface FrameProps {
  readonly type: BulkActType;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Frame({ type, onClose, children }: FrameProps) {
  const { t } = useWords();
  return (
    <DialogFrame title={t(`bulkAct.title.${type}`)} startsAtTitle onClose={onClose}>
      {children}
    </DialogFrame>
  );
}

/** As long as an act that needs no more words is counted. */
export function CountingDialog({
  error,
  onRetry,
  ...frame
}: Omit<FrameProps, 'children'> & { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useWords();
  return (
    <Frame {...frame}>
      {error ? <Failure error={error} onRetry={onRetry} /> : <p aria-busy="true">{t('bulk.counting')}</p>}
    </Frame>
  );
}

/** What nobody should have to read stays behind its veil here too. */
function Sample({ sample }: { sample: readonly ItemShape[] }) {
  const { t } = useWords();
  if (sample.length === 0) return null;
  return (
    <div>
      <p className="grey">{t('bulkAct.sample')}</p>
      <ul className="plain bulk__sample">
        {sample.map((item) => (
          <li key={item.id}>
            <bdi className="bulk__author">
              <PlainText text={item.author?.name ?? t('author.unknown')} />
            </bdi>{' '}
            <ItemWords item={item} most={120} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Refused({ refused }: Pick<BulkActShape, 'refused'>) {
  const { t } = useWords();
  if (refused.length === 0) return null;
  const heading = t('bulkAct.left', { count: refused.length });
  return (
    <div>
      <p>{heading}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <ul className="plain bulk__refused" tabIndex={0} aria-label={heading}>
        {refused.map(({ itemId, author, reason, done }) => (
          <li key={itemId}>
            <bdi>
              <PlainText text={author ?? t('author.unknown')} />
            </bdi>
            : {t(done ? 'bulkAct.kept' : 'bulkAct.not', { reason: t(`bulkAct.refusal.${reason}`) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Progress({ act }: { act: BulkActShape }) {
  const { t } = useWords();
  const { waiting, done, undone, kept } = act.counts;
  const isUndo = act.state === 'undoing';
  const all = isUndo ? done + undone + kept : act.total;
  const reached = isUndo ? undone + kept : act.total - waiting;
  return (
    <>
      <progress
        className="bulk__progress"
        value={reached}
        max={Math.max(all, 1)}
        aria-label={t('bulkAct.progress')}
      />
      <p>{t(isUndo ? 'bulkAct.undoing' : 'bulkAct.running', { done: reached, total: all })}</p>
      <p className="grey">{t('bulkAct.goesOn')}</p>
    </>
  );
}

/** Said once, when what was under way has ended. */
function useSaidEnd(act: BulkActShape): void {
  const { t } = useWords();
  const before = useRef(act.state);
  useEffect(() => {
    const wasUnderWay = isUnderWay({ state: before.current });
    before.current = act.state;
    if (wasUnderWay && !isUnderWay(act)) say(endWords({ t }, act));
  }, [act, t]);
}

interface Props {
  readonly begun: BulkActShape;
  readonly onStarted?: () => void;
  readonly onClose: () => void;
}

/** Counted, under way, or at its end: closing the window stops nothing. */
export function BulkRun({ begun, onStarted, onClose }: Props) {
  const { t } = useWords();
  const watched = useBulkAct(begun.id);
  const start = useBulkStep('start');
  const undo = useBulkStep('undo');
  const act = watched.data ?? begun;
  useSaidEnd(act);
  const { state, counts, act: asked } = act;
  const { type } = asked;
  const isCounted = state === 'prepared';
  const failed = start.error ?? undo.error;
  return (
    <Frame type={type} onClose={onClose}>
      {isCounted && <p>{t('bulkAct.will', { count: counts.waiting })}</p>}
      {isCounted && act.more && <p>{t('bulkAct.more', { count: MAX_BULK_ITEMS })}</p>}
      {isCounted && <Sample sample={act.sample} />}
      {isCounted && type === 'unhide' && <p className="grey">{t('bulkAct.noUndo')}</p>}
      {isUnderWay(act) && <Progress act={act} />}
      {!isCounted && !isUnderWay(act) && <p>{endWords({ t }, act)}</p>}
      <Refused refused={act.refused} />
      {failed && <Failure error={failed} />}
      {watched.error && !failed && <Failure error={watched.error} onRetry={() => void watched.refetch()} />}
      <div className="dialog__buttons">
        {isCounted && (
          <Button
            data-confirm=""
            disabled={counts.waiting === 0}
            aria-busy={start.isPending || undefined}
            onClick={() => {
              if (!start.isPending) start.mutate(act.id, { onSuccess: () => onStarted?.() });
            }}
          >
            {t(`bulkAct.confirm.${type}`, { count: counts.waiting })}
          </Button>
        )}
        {act.undoUntil !== null && (
          <Button
            variant="secondary"
            aria-busy={undo.isPending || undefined}
            onClick={() => {
              if (!undo.isPending) undo.mutate(act.id);
            }}
          >
            {t('bulkAct.undo')}
          </Button>
        )}
        <Button variant="secondary" data-color="neutral" onClick={onClose}>
          {t(isCounted ? 'dialog.cancel' : 'bulk.close')}
        </Button>
      </div>
    </Frame>
  );
}
