import { useState } from 'react';
import { CATEGORIES, type Category } from '../../../../core/moderation/verdict.ts';
import { RadioField, SelectField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { standingVerdicts } from '../../shared/veil.ts';
import { possibleVerdicts } from '../verdicts.ts';
import type { DialogProps } from './dialog-props.ts';

type Kind = 'wrong' | 'other' | 'missing';

const onlyOf = <T,>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** "Wrong verdict": what the machine said, and what it should have said. It learns from these. */
export function CorrectDialog({ item, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const standing = standingVerdicts(item).map(({ category }) => category);
  const possible = possibleVerdicts(item).map(({ category }) => category);
  // What is only possible can be denied and confirmed: it stands on both sides.
  const named = [...standing, ...possible];
  const unnamed = [...possible, ...CATEGORIES.filter((category) => !named.includes(category))];
  const kinds: readonly Kind[] = named.length > 0 ? ['wrong', 'other', 'missing'] : ['missing'];
  // Only a verdict that stands alone is plainly the one that is meant; what it should be is never known.
  const [kind, setKind] = useState<Kind | null>(standing.length > 0 ? 'wrong' : (onlyOf(kinds) ?? null));
  const [category, setCategory] = useState<Category | null>(onlyOf(named) ?? null);
  const [better, setBetter] = useState<Category | null>(null);
  const lacksCategory = kind !== 'missing' && category === null;
  const lacksBetter = kind !== 'wrong' && better === null;
  const missing =
    kind === null
      ? t('correct.sayHow')
      : lacksCategory
        ? t('correct.sayJudged')
        : lacksBetter
          ? t('correct.sayBetter')
          : null;
  const options = (list: readonly Category[]) =>
    list.map((value) => ({ value, label: t(`category.${value}`) }));
  const submit = (): void => {
    if (kind === 'missing' && better !== null)
      void onSend({ type: 'correct', category: better, as: 'missing' });
    else if (kind === 'wrong' && category !== null) void onSend({ type: 'correct', category, as: 'wrong' });
    else if (kind === 'other' && category !== null && better !== null)
      void onSend({ type: 'correct', category, as: 'other', other: better });
  };
  return (
    <FormDialog
      title={t('correct.title')}
      confirm={t('correct.confirm')}
      missing={missing}
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
      {kind !== null && kind !== 'missing' && (
        <SelectField
          label={t('correct.judged')}
          value={category}
          options={options(named)}
          onChange={setCategory}
        />
      )}
      {kind !== null && kind !== 'wrong' && (
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
