import { useState } from 'react';
import { CATEGORIES, type Category } from '../../../../core/moderation/verdict.ts';
import { RadioField, SelectField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { possibleVerdicts, standingVerdicts } from '../verdicts.ts';
import type { DialogProps } from './dialog-props.ts';

type Kind = 'wrong' | 'other' | 'missing';

/** "Wrong verdict": what the machine said, and what it should have said. It learns from these. */
export function CorrectDialog({ item, busy, problem, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const standing = standingVerdicts(item).map(({ category }) => category);
  const possible = possibleVerdicts(item).map(({ category }) => category);
  // What is only possible can be denied and confirmed: it stands on both sides.
  const named = [...standing, ...possible];
  const unnamed = [...possible, ...CATEGORIES.filter((category) => !named.includes(category))];
  const kinds: readonly Kind[] = named.length > 0 ? ['wrong', 'other', 'missing'] : ['missing'];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'missing');
  const [category, setCategory] = useState<Category>(named[0] ?? 'insult');
  const [better, setBetter] = useState<Category>(unnamed[0] ?? 'insult');
  const options = (list: readonly Category[]) =>
    list.map((value) => ({ value, label: t(`category.${value}`) }));
  const submit = (): void =>
    void onSend(
      kind === 'missing'
        ? { type: 'correct', category: better, as: 'missing' }
        : { type: 'correct', category: category, as: kind, ...(kind === 'other' && { other: better }) },
    );
  return (
    <FormDialog
      title={t('correct.title')}
      confirm={t('correct.confirm')}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {kinds.length > 1 ? (
        <RadioField
          label={t('correct.how')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`correct.${value}`) }))}
          onChange={setKind}
        />
      ) : (
        <p className="dialog__fact">{t('correct.nothing')}</p>
      )}
      {kind !== 'missing' && (
        <SelectField
          label={t('correct.judged')}
          value={category}
          options={options(named)}
          onChange={setCategory}
        />
      )}
      {kind !== 'wrong' && (
        <SelectField
          label={t('correct.better')}
          value={better}
          options={options(unnamed)}
          onChange={setBetter}
        />
      )}
    </FormDialog>
  );
}
