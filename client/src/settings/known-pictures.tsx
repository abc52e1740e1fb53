import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KnownPictureShape } from '../../../core/images/media.contract.ts';
import { ALL_ACCOUNT_ROLES } from '../../../core/kernel/roles.ts';
import { calls } from '../api/calls.ts';
import { keys, useKnownPictures } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { useMay, useSession } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { PictureChanges } from './picture-changes.tsx';

function One({ picture, onRemove }: { picture: KnownPictureShape; onRemove: (() => void) | null }) {
  const { t, when } = useWords();
  const now = useNow();
  return (
    <li className="entry">
      <div className="entry__text">
        <span>
          <code>{picture.hash}</code> · {t(`category.${picture.category}`)}
        </span>
        {picture.note && <span>{picture.note}</span>}
        <span className="grey small">
          {t('media.known.who', { by: picture.by, at: when(picture.at, now) })}
        </span>
      </div>
      {onRemove && (
        <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onRemove}>
          {t('media.known.remove')}
          <span className="sr-only">: {picture.hash}</span>
        </Button>
      )}
    </li>
  );
}

/** The pictures that the municipality knows again. */
export function KnownPictures() {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const { person } = useSession();
  const keeps = may('items:act') && ALL_ACCOUNT_ROLES.has(person.role);
  const client = useQueryClient();
  const { data, error, refetch } = useKnownPictures();
  const remove = useMutation({
    mutationFn: calls.removeKnownPicture,
    onSettled: () => client.invalidateQueries({ queryKey: keys.knownPictures }),
  });
  return (
    <section className="setting">
      <h2>{t('media.known.title')}</h2>
      <p className="grey">{t('media.known.lead')}</p>
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <output className="grey">{t('media.known.loading')}</output>}
      {data?.pictures.length === 0 && <p>{t('media.known.empty')}</p>}
      {remove.error && <p role="alert">{errorWords(words, remove.error)}</p>}
      {data && data.pictures.length > 0 && (
        <ul className="entries setting__list">
          {data.pictures.map((picture) => (
            <One
              key={picture.id}
              picture={picture}
              onRemove={keeps ? () => remove.mutate(picture.id) : null}
            />
          ))}
        </ul>
      )}
      <PictureChanges />
    </section>
  );
}
