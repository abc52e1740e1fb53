import { useState } from 'react';
import type { ItemDetail, ItemShape, ThreadEntry } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay } from '../../shared/session.tsx';
import { Failure } from '../../shared/ui/failure.tsx';
import type { RequestedAction } from '../acting/requests.ts';
import { ContextLine } from './context-line.tsx';
import { Evidence } from './evidence.tsx';
import { History } from './history.tsx';
import { Notes } from './notes.tsx';
import { SelectedItem } from './selected-item.tsx';
import { ThreadMessage } from './thread-message.tsx';
import { windowAround } from './thread-window.ts';
import './conversation.css';

interface Props {
  readonly item: ItemShape;
  readonly detail: ItemDetail | null;
  readonly failed: unknown;
  readonly onRetry: () => void;
  readonly onInsert: ((text: string) => void) | null;
  /** Null: the person may only read. */
  readonly onRequest: ((request: RequestedAction) => void) | null;
}

const BEFORE = 3;
const AFTER = 6;

function Rest({ count, label, onShow }: { count: number; label: string; onShow: () => void }) {
  const { t } = useWords();
  if (count === 0) return null;
  return (
    <button type="button" className="thread-more" onClick={onShow}>
      {t(label, { count })}
    </button>
  );
}

export function Conversation({ item, detail, failed, onRetry, onInsert, onRequest }: Props) {
  const { t } = useWords();
  const may = useMay();
  const [all, setAll] = useState(false);
  const thread: readonly ThreadEntry[] = detail?.thread ?? [];
  const isSelected = (entry: ThreadEntry): boolean =>
    entry.itemId === item.id || entry.externalId === item.externalId;
  const { earlier, shown, later } = windowAround(
    thread,
    isSelected,
    all ? null : { before: BEFORE, after: AFTER },
  );
  const inThread = new Set(thread.map(({ externalId }) => externalId));
  const indented = (entry: ThreadEntry): boolean => entry.parentId !== null && inThread.has(entry.parentId);
  const selected = (
    <SelectedItem key={item.id} item={item} detail={detail} onInsert={onInsert} onRequest={onRequest} />
  );
  return (
    <div className="thread">
      <ContextLine item={item} post={detail?.post ?? null} />
      <Rest count={earlier} label="thread.earlier" onShow={() => setAll(true)} />
      {shown.map((entry) =>
        isSelected(entry) ? (
          selected
        ) : (
          <ThreadMessage key={entry.externalId} entry={entry} indented={indented(entry)} />
        ),
      )}
      {!shown.some(isSelected) && selected}
      <Rest count={later} label="thread.later" onShow={() => setAll(true)} />
      {detail === null && !!failed && <Failure error={failed} onRetry={onRetry} />}
      {detail === null && !failed && <output className="sr-only">{t('thread.loading')}</output>}
      {detail && <Notes notes={detail.notes} />}
      {may('captures:read') && <Evidence key={`evidence-${item.id}`} item={item} />}
      <History item={item} />
    </div>
  );
}
