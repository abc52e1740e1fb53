import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ItemShape, ThreadEntry } from '../../../../core/inbox/items.contract.ts';
import { beginningOf } from '../../../../core/inbox/text-form.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { keepDraft, readDraft } from '../acting/drafts.ts';
import type { RequestedAction } from '../acting/requests.ts';
import { canReply } from './abilities.ts';
import { AlsoCloses, useOthers } from './also-closes.tsx';
import './reply-editor.css';

interface Props {
  readonly item: ItemShape;
  readonly thread: readonly ThreadEntry[];
  readonly open: boolean;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSend: (request: RequestedAction) => Promise<boolean>;
}

const MAX = 8_000;
const NEAR_MAX = 7_500;

export function ReplyEditor({ item, thread, open, busy, onOpen, onClose, onSend }: Props) {
  const { t } = useWords();
  const [text, setText] = useState(() => readDraft(item.id));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const others = useOthers(item, thread, open);
  const field = useRef<HTMLTextAreaElement>(null);
  const line = useRef<HTMLButtonElement>(null);
  const name = item.author?.name ?? t('author.unknown');
  useLayoutEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  useEffect(() => keepDraft(item.id, text), [item.id, text]);

  const close = (): void => {
    onClose();
    requestAnimationFrame(() => line.current?.focus());
  };
  const send = async (): Promise<void> => {
    const wanted = text.trim();
    if (wanted === '' || busy) return;
    // The draft goes only when the answer is accepted; before onSend moves on, so that no effect writes it back.
    keepDraft(item.id, '');
    // One that a colleague has closed meanwhile is not asked for again.
    const alsoCloses = others.items.map(({ id }) => id).filter((id) => chosen.includes(id));
    if (await onSend({ type: 'reply', text: wanted, ...(alsoCloses.length > 0 && { alsoCloses }) })) {
      setText('');
      onClose();
    } else keepDraft(item.id, text);
  };

  if (!canReply(item)) return <p className="reply-line reply-line--off">{t('reply.removed')}</p>;
  if (!open)
    return (
      <button type="button" className="reply-line" ref={line} onClick={onOpen}>
        <ArrowUndoIcon className="icon" aria-hidden="true" />
        <span className="reply-line__words">
          {text === '' ? t('reply.to', { name }) : t('reply.draft', { text: beginningOf(text, 80) })}
        </span>
        <Kbd>r</Kbd>
      </button>
    );
  return (
    <div className="editor">
      <textarea
        ref={field}
        className="editor__field"
        value={text}
        maxLength={MAX}
        rows={4}
        aria-label={t('reply.to', { name })}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
          if (event.key === 'Escape') close();
        }}
      />
      <AlsoCloses others={others} chosen={chosen} onChange={setChosen} />
      <div className="editor__tools">
        <span className="grey small">
          {text.length > NEAR_MAX ? t('reply.left', { count: MAX - text.length }) : t('reply.public')}
        </span>
        <span className="push" />
        <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={close}>
          {t('reply.close')}
        </Button>
        <Button
          data-size="xs"
          disabled={text.trim() === ''}
          aria-busy={busy || undefined}
          onClick={() => void send()}
        >
          {t('reply.send')} <Kbd always>Ctrl ⏎</Kbd>
        </Button>
      </div>
    </div>
  );
}
