import { Button, Dialog, Heading } from '@digdir/designsystemet-react';
import { createContext, type ReactNode, useContext, useRef } from 'react';
import './dialog.css';
import { useWords } from '../i18n/words.ts';
import { errorWords } from '../ui/error-words.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Caution } from '../ui/notice.tsx';
import { useModal } from './use-modal.ts';

/** What stands above the fields of whatever dialog is open: news of what it is about. Moot: it has been done meanwhile. */
export const DialogTop = createContext<{ readonly news: ReactNode; readonly moot: boolean }>({
  news: null,
  moot: false,
});

/** Why what was asked for was not taken. */
interface Refusal {
  readonly error: unknown;
  /** Somebody else was first. */
  readonly stale: boolean;
}

const FIRST = '[data-first]';

interface Props {
  readonly title: string;
  readonly confirm: string;
  readonly busy?: boolean;
  readonly problem?: Refusal | null;
  /** Where the focus goes: on the confirming button, so that the key and Enter are enough, or in the first field. */
  readonly focus?: 'confirm' | 'field';
  /** What the person has yet to say: the button says it, and leads there. */
  readonly missing?: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({
  title,
  confirm,
  busy = false,
  problem = null,
  focus = 'confirm',
  missing = null,
  onSubmit,
  onClose,
  children,
}: Props) {
  const words = useWords();
  const { t } = words;
  const { news, moot } = useContext(DialogTop);
  const lacking = moot ? null : missing;
  // As it opened: what is chosen afterwards moves no focus.
  const start = useRef(focus === 'field' || missing !== null ? FIRST : '[data-confirm]').current;
  const dialog = useModal(start);
  return (
    <Dialog
      ref={dialog}
      className="dialog"
      data-size="xs"
      closeButton={t('dialog.closeLabel')}
      onClose={onClose}
    >
      <Heading level={2} className="dialog__title">
        {title}
      </Heading>
      <form
        className="dialog__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (moot) onClose();
          else if (lacking !== null) event.currentTarget.querySelector<HTMLElement>(FIRST)?.focus();
          else if (!busy) onSubmit();
        }}
      >
        {news}
        {children}
        {problem && (
          <Caution live>
            <p>
              {problem.stale ? t('problem.stale') : errorWords(words, problem.error)}
              {problem.stale && ` ${t('problem.tryAgain')}`}
            </p>
          </Caution>
        )}
        <div className="dialog__buttons">
          <Button
            type="submit"
            data-confirm=""
            variant={lacking === null ? 'primary' : 'secondary'}
            aria-busy={busy || undefined}
          >
            {moot ? t('problem.dismiss') : (lacking ?? confirm)} <Kbd always>⏎</Kbd>
          </Button>
          <Button type="button" variant="secondary" data-color="neutral" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
