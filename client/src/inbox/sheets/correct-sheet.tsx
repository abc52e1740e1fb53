import { useState } from 'react';
import { CATEGORIES, type Category } from '../../../../core/moderation/verdict.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { standingVerdicts } from '../data/chips.ts';
import { RadioField, SelectField } from './fields.tsx';
import { Sheet } from './sheet.tsx';
import type { SheetProps } from './sheet-props.ts';

type How = 'wrong' | 'other' | 'missing';

/** "Wrong verdict": what the machine said, and what it should have said. It learns from these. */
export function CorrectSheet({ item, busy, problem, onSend, onClose }: SheetProps) {
  const { t } = useWords();
  const named = standingVerdicts(item).map(({ category }) => category);
  const unnamed = CATEGORIES.filter((category) => !named.includes(category));
  const hows: readonly How[] = named.length > 0 ? ['wrong', 'other', 'missing'] : ['missing'];
  const [how, setHow] = useState<How>(hows[0] ?? 'missing');
  const [judged, setJudged] = useState<Category>(named[0] ?? 'insult');
  const [better, setBetter] = useState<Category>(unnamed[0] ?? 'insult');
  const options = (list: readonly Category[]) =>
    list.map((value) => ({ value, label: t(`category.${value}`) }));
  const submit = (): void =>
    void onSend(
      how === 'missing'
        ? { type: 'correct', category: better, as: 'missing' }
        : { type: 'correct', category: judged, as: how, ...(how === 'other' && { other: better }) },
    );
  return (
    <Sheet
      title={t('correct.title')}
      confirm={t('correct.confirm')}
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {hows.length > 1 ? (
        <RadioField
          label={t('correct.how')}
          value={how}
          options={hows.map((value) => ({ value, label: t(`correct.${value}`) }))}
          onChange={setHow}
        />
      ) : (
        <p className="sheet__fact">{t('correct.nothing')}</p>
      )}
      {how !== 'missing' && (
        <SelectField
          label={t('correct.judged')}
          value={judged}
          options={options(named)}
          onChange={setJudged}
        />
      )}
      {how !== 'wrong' && (
        <SelectField
          label={t('correct.better')}
          value={better}
          options={options(unnamed)}
          onChange={setBetter}
        />
      )}
    </Sheet>
  );
}
