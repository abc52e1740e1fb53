import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ItemDetail, ItemShape, ThreadEntry } from '../../../../core/inbox/items.contract.ts';
import type { PresentPerson } from '../../../../core/inbox/presence.ts';
import { beginningOf } from '../../../../core/inbox/text-form.ts';
import { bringFocusHome } from '../../shared/focus-home.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { beginDraft, dropDraft, keepDraft, restDraft, useDraft } from '../acting/drafts.ts';
import type { RequestedAction } from '../acting/requests.ts';
import { type Change, changesSince, nameOf, type Seen } from '../acting/since.ts';
import { canReply } from './abilities.ts';
import { AlsoCloses, useOthers } from './also-closes.tsx';
import { SinceDraft } from './since-draft.tsx';
import './reply-editor.css';
import { useOffered } from './use-offered.ts';

interface Props {
  readonly item: ItemShape;
  readonly detail: ItemDetail | null;
  /** Who else's answer it is: they began first, or took it over. */
  readonly holder: PresentPerson | null;
  readonly open: boolean;
  readonly busy: boolean;
  /** The answer came too late: the server knew of something newer. */
  readonly stale: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSend: (request: RequestedAction, seen: Seen | null) => Promise<boolean>;
}

const MAX = 8_000;
const NEAR_MAX = 7_500;
const NO_THREAD: readonly ThreadEntry[] = [];
/** So long the question is not answered: the same keys, pressed twice, did not read it. */
const UNREAD_MS = 400;

/** Where nothing came since and the server refused all the same, somebody else's answer stood before the draft. */
function changesFor(
  seen: Seen | null,
  item: ItemShape,
  { detail, stale }: { detail: ItemDetail | null; stale: boolean },
): readonly Change[] {
  const since = seen === null ? [] : changesSince(seen, item);
  if (since.length > 0 || !stale) return since;
  return [{ kind: 'answered', actionId: (detail?.answers ?? []).at(-1)?.actionId ?? null }];
}

const writingBy = (holder: PresentPerson | null): readonly Change[] =>
  holder === null ? [] : [{ kind: 'writing', name: holder.name }];

/** Whether the question was put for what came since: it is put again for what comes later. */
function useAsked(topic: string, stale: boolean) {
  const [asked, setAsked] = useState<{ readonly topic: string; readonly at: number } | null>(null);
  const isAsked = topic !== '' && (asked?.topic === topic || (stale && asked === null));
  return {
    isAsked,
    /** True: it has been put, and could be read. */
    mayGoOn: () => isAsked && Date.now() - (asked?.at ?? 0) >= UNREAD_MS,
    put: () => setAsked((known) => (known?.topic === topic ? known : { topic, at: Date.now() })),
    leave: () => setAsked({ topic: '', at: 0 }),
  };
}

export function ReplyEditor({ item, detail, holder, open, busy, stale, onOpen, onClose, onSend }: Props) {
  const { t } = useWords();
  const draft = useDraft(item.id);
  const text = draft?.text ?? '';
  const seen = draft?.seen ?? null;
  const changes = [...changesFor(seen, item, { detail, stale }), ...(open ? writingBy(holder) : [])];
  const ask = useAsked(nameOf(changes), stale);
  /** Null: nobody has touched the choice, and what the thread's rule gives stands chosen. */
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const others = useOthers(item, detail?.thread ?? NO_THREAD, { wanted: open, text });
  const chosen = picked ?? others.items.map(({ id }) => id).filter((id) => others.given.has(id));
  const field = useRef<HTMLTextAreaElement>(null);
  const line = useRef<HTMLButtonElement>(null);
  const name = item.author?.name ?? t('author.unknown');
  const gone = !canReply(item);
  const elsewhere = useOffered(item)?.reply === false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is begun is begun on the item as it is then.
  useLayoutEffect(() => {
    if (!open) return;
    beginDraft(item);
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [open]);
  useEffect(() => () => restDraft(item.id), [item.id]);

  const close = (): void => {
    restDraft(item.id);
    onClose();
    requestAnimationFrame(() => line.current?.focus());
    // Of what is gone and has no draft left there is no line.
    bringFocusHome();
  };
  const send = async (): Promise<void> => {
    const wanted = text.trim();
    if (wanted === '' || busy || gone) return;
    if (changes.length > 0 && !ask.mayGoOn()) return ask.put();
    // One that a colleague has closed meanwhile is not asked for again.
    const alsoCloses = others.items.map(({ id }) => id).filter((id) => chosen.includes(id));
    const request: RequestedAction = {
      type: 'reply',
      text: wanted,
      // Untouched, the server follows the rule, also for what is not offered here.
      ...(picked !== null && { alsoCloses }),
      ...(ask.isAsked && { anyway: true }),
    };
    // What was typed while it was on its way keeps the field.
    if ((await onSend(request, seen)) && field.current?.value.trim() === '') onClose();
  };

  if (gone && !open && text === '') return <p className="reply-line reply-line--off">{t('reply.removed')}</p>;
  if (elsewhere && !open && text === '')
    return (
      <p className="reply-line reply-line--off">
        {t('remedy.not-supported', { platform: t(`platform.${item.platform}`) })}
      </p>
    );
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
    <div className="editor-place">
      <SinceDraft
        item={item}
        detail={detail}
        seen={seen}
        changes={changes}
        ask={
          ask.isAsked && !gone
            ? {
                onYes: () => void send(),
                onNo: () => {
                  ask.leave();
                  field.current?.focus();
                },
              }
            : null
        }
        gone={
          gone
            ? {
                onCopy: () => void navigator.clipboard?.writeText(text),
                onDiscard: () => {
                  dropDraft(item.id);
                  close();
                },
              }
            : null
        }
      />
      <div className="editor">
        <textarea
          ref={field}
          className="editor__field"
          value={text}
          maxLength={MAX}
          rows={4}
          aria-label={t('reply.to', { name })}
          onChange={(event) => keepDraft(item.id, event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              if (!event.repeat) void send();
            }
            if (event.key === 'Escape') close();
          }}
        />
        <AlsoCloses others={others} chosen={chosen} onChange={setPicked} />
        <div className="editor__tools">
          <span className="grey small">
            {text.length > NEAR_MAX
              ? t('reply.left', { count: MAX - text.length })
              : t(item.visibility === 'public' ? 'reply.public' : 'reply.notPublic')}
          </span>
          <span className="push" />
          <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={close}>
            {t('reply.close')}
          </Button>
          <Button
            data-size="xs"
            disabled={text.trim() === '' || gone}
            aria-busy={busy || undefined}
            onClick={() => void send()}
          >
            {t('reply.send')} <Kbd always>Ctrl ⏎</Kbd>
          </Button>
        </div>
      </div>
    </div>
  );
}
