import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { DialogFrame } from '../shared/dialog/dialog-frame.tsx';
import { useWords } from '../shared/i18n/words.ts';

/** What is shown this once: a link or a key, to be copied. */
export function Once({
  title,
  lead,
  secret,
  onClose,
}: {
  title: string;
  lead: string;
  secret: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <DialogFrame title={title} startsAtTitle onClose={onClose}>
      <p>{lead}</p>
      <code className="people__secret">{secret}</code>
      <div className="dialog__buttons">
        <Button onClick={() => void copy()}>{t('people.copy')}</Button>
        <Button variant="secondary" data-color="neutral" onClick={onClose}>
          {t('people.close')}
        </Button>
      </div>
      <output>{copied ? t('people.copied') : ''}</output>
    </DialogFrame>
  );
}
