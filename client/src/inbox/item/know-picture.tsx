import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CATEGORIES, type Category } from '../../../../core/domain/verdict.ts';
import { calls } from '../../api/calls.ts';
import { keys } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { errorWords } from '../../shared/ui/error-words.ts';
import { SelectField } from '../sheets/fields.tsx';

/** Puts a picture's fingerprint on the municipality's list. */
export function KnowPicture({ itemId, at }: { itemId: string; at: number }) {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const [category, setCategory] = useState<Category>('porn');
  const [note, setNote] = useState('');
  const { mutate, isPending, error, isSuccess } = useMutation({
    mutationFn: () => calls.addKnownPicture({ itemId, attachment: at, category, note }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.knownPictures }),
  });
  if (isSuccess) return <output className="media__words">{t('media.known.added')}</output>;
  return (
    <details className="media__know">
      <summary>{t('media.known.add')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        <p className="grey small">{t('media.known.addHint')}</p>
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
        <Button type="submit" data-size="xs" disabled={isPending}>
          {t('media.known.addButton')}
        </Button>
      </form>
    </details>
  );
}
