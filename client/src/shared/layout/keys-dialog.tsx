import { Button, Dialog, Heading } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useModal } from '../dialog/use-modal.ts';
import { useWords } from '../i18n/words.ts';
import { keyLines } from '../key-lines.ts';
import type { Command } from '../keymap.ts';
import { KeyTable } from '../ui/key-table.tsx';
import '../dialog/dialog.css';
import './keys-dialog.css';

/** The keys that would do something here and now, over what they would do it to. */
export function KeysDialog({ active, onClose }: { active: ReadonlySet<Command>; onClose: () => void }) {
  const { t } = useWords();
  const lines = keyLines(active);
  const half = Math.ceil(lines.length / 2);
  const dialog = useModal('#keys-title');
  return (
    <Dialog
      ref={dialog}
      className="dialog keys-now"
      data-size="xs"
      closeButton={t('dialog.closeLabel')}
      aria-labelledby="keys-title"
      onClose={onClose}
      // The key that opened it closes it.
      onKeyDown={(event) => {
        if (event.key !== '?') return;
        event.preventDefault();
        onClose();
      }}
    >
      <Heading level={2} className="dialog__title" id="keys-title" tabIndex={-1}>
        {t('help.keysNow')}
      </Heading>
      <div className="dialog__form">
        <div className="keys-now__both">
          <KeyTable lines={lines.slice(0, half)} />
          <KeyTable lines={lines.slice(half)} />
        </div>
        <p>
          <Link to="/help" onClick={onClose}>
            {t('help.more')}
          </Link>
        </p>
        <div className="dialog__buttons">
          <Button variant="secondary" data-color="neutral" onClick={onClose}>
            {t('problem.dismiss')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
