import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KnownPictureShape } from '../../../core/contract/media.ts';
import { CATEGORIES, type Category } from '../../../core/domain/verdict.ts';
import { calls } from '../api/calls.ts';
import { keys, useKnownPictures } from '../api/queries.ts';
import { SelectField } from '../inbox/sheets/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import '../inbox/item/media.css';

const HASH = /^[0-9a-f]{16}$/u;

function ByHash() {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const [hash, setHash] = useState('');
  const [category, setCategory] = useState<Category>('porn');
  const [note, setNote] = useState('');
  const clean = hash.trim().toLowerCase();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => calls.addKnownPicture({ hash: clean, category, note }),
    onSuccess: () => {
      setHash('');
      setNote('');
      return client.invalidateQueries({ queryKey: keys.knownPictures });
    },
  });
  return (
    <details className="known__more">
      <summary>{t('media.known.byHash')}</summary>
      <form
        className="known__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (HASH.test(clean)) mutate();
        }}
      >
        <Field>
          <Label>{t('media.known.hash')}</Label>
          <Field.Description>{t('media.known.hashHint')}</Field.Description>
          <Input value={hash} maxLength={20} onChange={(event) => setHash(event.target.value)} />
        </Field>
        <SelectField
          label={t('media.known.category')}
          value={category}
          options={CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
          onChange={setCategory}
        />
        <Field>
          <Label>{t('media.known.note')}</Label>
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {error && <p role="alert">{errorWords(words, error)}</p>}
        <Button type="submit" data-size="xs" disabled={isPending || !HASH.test(clean)}>
          {t('media.known.addButton')}
        </Button>
      </form>
    </details>
  );
}

function One({ picture, onRemove }: { picture: KnownPictureShape; onRemove: (() => void) | null }) {
  const { t, when } = useWords();
  const now = useNow();
  return (
    <li className="known__one">
      <div>
        <code>{picture.hash}</code> · {t(`category.${picture.category}`)}
        {picture.note && ` · ${picture.note}`}
        <br />
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
        <ul className="known">
          {data.pictures.map((picture) => (
            <One
              key={picture.id}
              picture={picture}
              onRemove={may('items:act') ? () => remove.mutate(picture.id) : null}
            />
          ))}
        </ul>
      )}
      {may('items:act') && <ByHash />}
    </section>
  );
}
