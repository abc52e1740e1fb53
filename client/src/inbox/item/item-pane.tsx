import { lazy, Suspense, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { ApiError } from '../../api/http.ts';
import { useDetail } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { Failure } from '../../shared/ui/failure.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { canReply } from '../data/abilities.ts';
import type { Acting } from '../data/acting.ts';
import { keepDraft, readDraft } from '../data/drafts.ts';
import { newer } from '../data/list-state.ts';
import { finishes, type Wish } from '../data/requests.ts';
import type { SheetName } from '../sheets/sheet-props.ts';
import { ActionBar } from './action-bar.tsx';
import { Conversation } from './conversation.tsx';
import { DeadlineLine } from './deadline-line.tsx';
import { ItemHeader } from './item-header.tsx';
import { ProblemLine } from './problem-line.tsx';
import { ReplyEditor } from './reply-editor.tsx';
import { useItemCommands } from './use-item-commands.ts';
import { useSeen } from './use-seen.ts';
import { useStanding } from './use-standing.ts';
import './item.css';

const NO_THREAD: ItemDetail['thread'] = [];
const Sheets = lazy(() => import('../sheets/sheets.tsx'));

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
  const [sheet, setSheet] = useState<SheetName | null>(null);
  useSeen(item);
  const standing = useStanding(item);

  const send = async (wish: Wish): Promise<boolean> => {
    if (!item) return false;
    const result = await acting.act(item, wish);
    if (!result) return false;
    setSheet(null);
    if (finishes(wish)) onFinished();
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
    openSheet: setSheet,
    take: () => void send({ type: 'assign', to: person.id }),
    send: (wish) => void send(wish),
    standing,
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
        <DeadlineLine item={item} counts={standing?.counts !== false} />
        <Conversation
          item={item}
          detail={detail}
          failed={error}
          onRetry={() => void refetch()}
          onInsert={may('items:act') && canReply(item) ? insert : null}
          onWish={may('items:act') ? (wish) => void send(wish) : null}
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
          <ActionBar item={item} standing={standing} onSheet={setSheet} onWish={(wish) => void send(wish)} />
        </div>
      )}
      {sheet !== null && (
        <Suspense fallback={null}>
          <Sheets
            name={sheet}
            item={item}
            busy={acting.busy}
            problem={problem}
            onSend={send}
            onClose={() => setSheet(null)}
          />
        </Suspense>
      )}
    </>
  );
}
