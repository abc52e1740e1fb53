import { Button } from '@digdir/designsystemet-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { isCut } from '../../../../core/inbox/row.ts';
import { ApiError } from '../../api/http.ts';
import { takeOver } from '../../api/presence.ts';
import { useDetail } from '../../api/queries.ts';
import { DialogTop } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { restKeys } from '../../shared/typing.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { beginDraft, keepDraft, readDraft } from '../acting/drafts.ts';
import type { RequestedAction } from '../acting/requests.ts';
import type { Seen } from '../acting/since.ts';
import type { Acting } from '../acting/use-acting.ts';
import type { Act } from '../acting/use-optimistic.ts';
import type { DialogName } from '../dialogs/dialog-props.ts';
import { newer } from '../list/list-state.ts';
import { canReply } from './abilities.ts';
import { ActionBar } from './action-bar.tsx';
import { Conversation } from './conversation.tsx';
import { DeadlineLine } from './deadline-line.tsx';
import { DialogNews, isMoot, type OpenDialog, versionFor } from './dialog-news.tsx';
import { ItemHeader } from './item-header.tsx';
import { PresenceLine, ReplyLock } from './presence.tsx';
import { ProblemLine } from './problem-line.tsx';
import { ReplyEditor } from './reply-editor.tsx';
import { useAnsweredInView } from './use-in-view.ts';
import { useItemCommands } from './use-item-commands.ts';
import { useItemOffers } from './use-item-offers.ts';
import { useOthersAt, usePresence } from './use-presence.ts';
import { useSeen } from './use-seen.ts';
import './item.css';

const Dialogs = lazy(() => import('../dialogs/dialogs.tsx'));

interface Props {
  readonly id: string;
  /** The list's row, shown while the rest is fetched. */
  readonly row: ItemShape | null;
  readonly acting: Acting;
  readonly onAct: Act;
  readonly onStep: (step: 1 | -1) => void;
  readonly onLeave: () => void;
  /** What was taken back: its field opens, with the caret behind its words. */
  readonly resume: 'reply' | 'note' | null;
  readonly onResumed: () => void;
}

/** The newest of what the list and the detail know. What has been shown stays, though neither knows it any more. */
function usePresent(id: string, listed: ItemShape | null) {
  // Nobody decides on the beginning of a text.
  const row = listed === null || isCut(listed) ? null : listed;
  const { data, error, refetch } = useDetail(id);
  const last = useRef<ItemShape | null>(null);
  const item = data && row ? newer(data.item, row) : (data?.item ?? row ?? last.current);
  last.current = item;
  return { item, detail: data ?? null, error, refetch };
}

export function ItemPane({ id, row, acting, onAct, onStep, onLeave, resume, onResumed }: Props) {
  const { t } = useWords();
  const may = useMay();
  const { person } = useSession();
  const { item, detail, error, refetch } = usePresent(id, row);
  const [editing, setEditing] = useState(false);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const { holder } = useOthersAt(id);
  /** Asked before an answer is begun beside another's. */
  const [asking, setAsking] = useState(false);
  usePresence(id, editing);
  useAnsweredInView(editing);
  useSeen(item);

  /** Its dialog closes at once: the next keys are for what stands behind it. */
  const send = async (request: RequestedAction, seen: Seen | null = null): Promise<boolean> => {
    if (!item) return false;
    if (dialog !== null && isMoot(dialog.name, item)) {
      setDialog(null);
      return true;
    }
    const version = dialog === null ? item.version : versionFor(dialog, item);
    const noted = request.type === 'note' ? (readDraft(id, 'note')?.seen ?? null) : null;
    setDialog(null);
    return onAct({ ...item, version }, request, seen ?? noted);
  };
  const openDialog = (name: DialogName): void => {
    restKeys();
    setDialog({ name, on: item });
  };
  // flushSync: the editor must have the focus before the next key, or the answer would run as commands.
  const openReply = (): void => {
    const asks = holder !== null && !editing;
    if (asks) restKeys();
    flushSync(() => (asks ? setAsking(true) : setEditing(true)));
  };
  const answerAnyway = (): void => {
    takeOver(id);
    setAsking(false);
    flushSync(() => setEditing(true));
  };
  const isKnown = item !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is taken back.
  useEffect(() => {
    if (resume === null || !isKnown) return;
    if (resume === 'note') openDialog('note');
    else setEditing(true);
    onResumed();
  }, [resume, isKnown]);
  const insert = (text: string): void => {
    if (item) beginDraft(item);
    const draft = readDraft(id)?.text.trimEnd() ?? '';
    if (!draft.includes(text)) keepDraft(id, draft === '' ? text : `${draft}\n\n${text}`);
    openReply();
  };
  useItemCommands({
    item,
    mayAct: may('items:act'),
    openReply,
    openDialog,
    take: () => void send({ type: 'assign', to: person.id }),
    send: (request) => void send(request),
    detail,
  });

  useItemOffers({ item, mayAct: may('items:act'), openDialog, send: (request) => void send(request) });

  if (!item) {
    // A phone shows nothing else, so it must have a way back.
    const back = (
      <Button variant="secondary" data-size="sm" onClick={onLeave}>
        {t('item.back')}
      </Button>
    );
    if (error instanceof ApiError && error.status === 404)
      return (
        <Notice title={t('item.gone.title')}>
          <p>{t('item.gone.text')}</p>
          {back}
        </Notice>
      );
    if (error)
      return (
        <>
          <Failure error={error} onRetry={() => void refetch()} />
          <div className="notice">{back}</div>
        </>
      );
    return <div className="item-waiting" aria-busy="true" />;
  }
  const problem = acting.problems.find(({ itemId }) => itemId === id) ?? null;
  const again =
    problem === null ||
    problem.undoing ||
    problem.request.type === 'reply' ||
    isMoot(problem.request.type, item)
      ? null
      : () => void send(problem.request);
  const answering = acting.underWay.some(({ itemId, request }) => itemId === id && request.type === 'reply');
  return (
    <>
      <ItemHeader item={item} onStep={onStep} onLeave={onLeave} />
      <div className="item-scroll" tabIndex={-1}>
        <DeadlineLine item={item} />
        <Conversation
          item={item}
          detail={detail}
          failed={error}
          onRetry={() => void refetch()}
          onInsert={may('items:act') && canReply(item) ? insert : null}
          onRequest={may('items:act') ? (request) => void send(request) : null}
        />
      </div>
      {problem && dialog === null && (
        <ProblemLine problem={problem} item={item} onAgain={again} onClose={() => acting.forget(id)} />
      )}
      {may('items:act') && (
        <div className="item-foot">
          <PresenceLine itemId={id} />
          {asking && holder !== null && !editing && (
            <ReplyLock holder={holder} onTake={answerAnyway} onLeave={() => setAsking(false)} />
          )}
          <ReplyEditor
            holder={holder}
            item={item}
            detail={detail}
            open={editing}
            stale={problem?.stale === true && problem.request.type === 'reply'}
            busy={answering}
            onOpen={openReply}
            onClose={() => setEditing(false)}
            onSend={send}
          />
          <ActionBar
            item={item}
            detail={detail}
            onDialog={openDialog}
            onRequest={(request) => void send(request)}
          />
        </div>
      )}
      {dialog !== null && (
        <Suspense fallback={null}>
          <DialogTop
            value={{
              news: <DialogNews dialog={dialog} item={item} detail={detail} />,
              moot: isMoot(dialog.name, item),
            }}
          >
            <Dialogs name={dialog.name} item={item} onSend={send} onClose={() => setDialog(null)} />
          </DialogTop>
        </Suspense>
      )}
    </>
  );
}
