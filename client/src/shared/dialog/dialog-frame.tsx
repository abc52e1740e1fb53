import { Dialog, Heading } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { useModal } from './use-modal.ts';
import './dialog.css';

interface Props {
  readonly title: string;
  /** Its title has the focus first, so that it is read, and no button that a key might press. */
  readonly startsAtTitle?: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A dialog with a title, for what is no form: {@link FormDialog} is for those. */
export function DialogFrame({ title, startsAtTitle = false, children, onClose }: Props) {
  const { t } = useWords();
  const dialog = useModal(startsAtTitle ? '[data-start]' : undefined);
  return (
    <Dialog
      ref={dialog}
      className="dialog"
      data-size="xs"
      closeButton={t('dialog.closeLabel')}
      onClose={onClose}
    >
      <Heading level={2} className="dialog__title" {...(startsAtTitle && { tabIndex: -1, 'data-start': '' })}>
        {title}
      </Heading>
      <div className="dialog__form">{children}</div>
    </Dialog>
  );
}
