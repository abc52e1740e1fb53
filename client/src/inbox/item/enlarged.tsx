import { Dialog } from '@digdir/designsystemet-react';
import { useModal } from '../../shared/dialog/use-modal.ts';
import { useWords } from '../../shared/i18n/words.ts';

/** A picture as large as the window; Escape, the cross and a press beside it close it. */
export function Enlarged({ src, alt, onClose }: { src: string; alt: string; onClose: () => void }) {
  const { t } = useWords();
  const dialog = useModal();
  return (
    <Dialog
      ref={dialog}
      className="enlarged"
      aria-label={alt}
      data-size="xs"
      closeButton={t('dialog.closeLabel')}
      closedby="any"
      onClose={onClose}
    >
      <img className="enlarged__picture" src={src} alt={alt} />
    </Dialog>
  );
}
