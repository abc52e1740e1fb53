import { lazy, Suspense, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { ApiError } from '../../api/http.ts';
import { useDetail } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { Failure } from '../../shared/ui/failure.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { keepDraft, readDraft } from '../acting/drafts.ts';
import { finishes, type RequestedAction } from '../acting/requests.ts';
import type { Acting } from '../acting/use-acting.ts';
import type { DialogName } from '../dialogs/dialog-props.ts';
import { newer } from '../list/list-state.ts';
import { canReply } from './abilities.ts';
import { ActionBar } from './action-bar.tsx';
import { Conversation } from './conversation.tsx';
import { DeadlineLine } from './deadline-line.tsx';
import { ItemHeader } from './item-header.tsx';
import { ProblemLine } from './problem-line.tsx';
import { ReplyEditor } from './reply-editor.tsx';
import { useItemCommands } from './use-item-commands.ts';
import { useSeen } from './use-seen.ts';
import './item.css';

const NO_THREAD: ItemDetail['thread'] = [];
const Dialogs = lazy(() => import('../dialogs/dialogs.tsx'));

interface Props {
  readonly id: string;
  /** The list's row, shown while the rest is fetched. */
  readonly row: ItemShape | null;
  readonly acting: Acting;
  readonly onStep: (step: 1 | -1) => void;
  readonly onLeave: () => void;
  readonly onFinished: () => void;
}

/** The newest of what the list and the detail know. */
function usePresent(id: string, row: ItemShape | null) {
  const { data, error, refetch } = useDetail(id);
  const item = data && row ? newer(data.item, row) : (data?.item ?? row);
  return { item, detail: data ?? null, error, refetch };
}

export function ItemPane({ id, row, acting, onStep, onLeave, onFinished }: Props) {
  const { t } = useWords();
  const may = useMay();
  const { person } = useSession();
  const { item, detail, error, refetch } = usePresent(id, row);
  const [editing, setEditing] = useState(false);
  /** Grows when words were put into the draft from outside, so that the editor reads it anew. */
  const [inserted, setInserted] = useState(0);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  useSeen(item);

  const send = async (request: RequestedAction): Promise<boolean> => {
    if (!item) return false;
    const result = await acting.act(item, request);
    if (!result) return false;
    setDialog(null);
    if (finishes(request)) onFinished();
    return true;
  };
  // flushSync: the editor must have the focus before the next key, or the answer would run as commands.
  const openReply = (): void => flushSync(() => setEditing(true));
  const insert = (text: string): void => {
    const draft = readDraft(id).trimEnd();
    if (!draft.includes(text)) keepDraft(id, draft === '' ? text : `${draft}\n\n${text}`);
    setInserted((count) => count + 1);
    openReply();
  };
  useItemCommands({
    item,
    mayAct: may('items:act'),
    openReply,
    openDialog: setDialog,
    take: () => void send({ type: 'assign', to: person.id }),
    send: (request) => void send(request),
    detail,
  });

  if (!item) {
    if (error instanceof ApiError && error.status === 404)
      return <Notice title={t('item.gone.title')}>{<p>{t('item.gone.text')}</p>}</Notice>;
    if (error) return <Failure error={error} onRetry={() => void refetch()} />;
    return <div className="item-waiting" aria-busy="true" />;
  }
  const problem = acting.problem?.itemId === id ? acting.problem : null;
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
      {problem && <ProblemLine problem={problem} item={item} onClose={acting.forget} />}
      {may('items:act') && (
        <div className="item-foot">
          <ReplyEditor
            key={inserted}
            item={item}
            open={editing}
            busy={acting.busy}
            onOpen={openReply}
            onClose={() => setEditing(false)}
            thread={detail?.thread ?? NO_THREAD}
            onSend={send}
          />
          <ActionBar
            item={item}
            detail={detail}
            onDialog={setDialog}
            onRequest={(request) => void send(request)}
          />
        </div>
      )}
      {dialog !== null && (
        <Suspense fallback={null}>
          <Dialogs
            name={dialog}
            item={item}
            busy={acting.busy}
            problem={problem}
            onSend={send}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </>
  );
}
