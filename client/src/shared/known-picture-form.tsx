import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import { calls } from '../api/calls.ts';
import { keys } from '../api/queries.ts';
import { SelectField } from './dialog/fields.tsx';
import { useWords } from './i18n/words.ts';
import { errorWords } from './ui/error-words.ts';
import './known-picture-form.css';

interface Props {
  readonly title: string;
  /** Which picture; null while that is not said yet. */
  readonly picture: { itemId: string; attachment: number } | { hash: string } | null;
  readonly onAdded: () => void;
  /** What stands above the fields, such as the one that says which picture. */
  readonly children: ReactNode;
}

/** Puts a picture's fingerprint on the municipality's list. */
export function KnownPictureForm({ title, picture, onAdded, children }: Props) {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const [category, setCategory] = useState<Category>('porn');
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: calls.addKnownPicture,
    onSuccess: () => {
      setNote('');
      onAdded();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.knownPictures }),
  });
  return (
    <details className="know-picture">
      <summary>{title}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (picture && !isPending) mutate({ ...picture, category, note });
        }}
      >
        {children}
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
        <Button type="submit" data-size="xs" disabled={isPending || picture === null}>
          {t('media.known.addButton')}
        </Button>
      </form>
    </details>
  );
}
