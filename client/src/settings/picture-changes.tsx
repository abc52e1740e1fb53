import '../shared/styles/figures.css';
import { useState } from 'react';
import { useKnownPictureChanges } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { Failure } from '../shared/ui/failure.tsx';

/** Who put a picture on the list of known ones and who took it off; asked for once somebody wants to see it. */
export function PictureChanges() {
  const { t, when } = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useKnownPictureChanges(open);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('media.known.changes')}</summary>
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <output className="grey">{t('media.known.changesLoading')}</output>}
      {data?.changes.length === 0 && <p>{t('media.known.noChanges')}</p>}
      {data && data.changes.length > 0 && (
        <ul className="entries setting__list">
          {data.changes.map(({ id, what, hash, category, by, at }) => (
            <li key={id} className="entry">
              <div className="entry__text">
                <span>
                  {t(`media.known.what.${what}`)}:{' '}
                  {hash === null ? t('media.known.forgotten') : <code>{hash}</code>} ·{' '}
                  {t(`category.${category}`)}
                </span>
                <span className="grey small">{t('media.known.who', { by, at: when(at, now) })}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
