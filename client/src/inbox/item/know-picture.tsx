import { useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { KnownPictureForm } from './known-picture-form.tsx';

/** The picture at this place of the item is one to know again. */
export function KnowPicture({ itemId, at }: { itemId: string; at: number }) {
  const { t } = useWords();
  const [added, setAdded] = useState(false);
  if (added) return <output className="media__words">{t('media.known.added')}</output>;
  return (
    <KnownPictureForm
      title={t('media.known.add')}
      picture={{ itemId, attachment: at }}
      onAdded={() => setAdded(true)}
    >
      <p className="grey small">{t('media.known.addHint')}</p>
    </KnownPictureForm>
  );
}
