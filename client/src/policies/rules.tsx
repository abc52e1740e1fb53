import type { CategoryRulesShape } from '../../../core/moderation/policies.contract.ts';
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import { useWords } from '../shared/i18n/words.ts';
import { NamedIcon } from '../shared/ui/icons.tsx';
import { CRITICISM_SPARED, changeRule, type Draft, NEVER_WITHHELD } from './draft.ts';

type Rule = CategoryRulesShape[Category];
const OPTIONS = {
  flagAt: ['suspect', 'strong', 'off'],
  holdAt: ['off', 'strong'],
  hideAt: ['off', 'strong'],
} as const;
const COLUMNS = ['flagAt', 'holdAt', 'hideAt', 'minScore'] as const;

interface FieldProps {
  readonly category: Category;
  readonly rule: Rule;
  readonly onChange: (change: Partial<Rule>) => void;
}

function Step({ field, category, rule, onChange }: FieldProps & { field: keyof typeof OPTIONS }) {
  const { t } = useWords();
  const never = field !== 'flagAt' && NEVER_WITHHELD.has(category);
  return (
    <label className="rule-field">
      <span className="rule-field__label">{t(`policy.column.${field}`)}</span>
      <select
        value={never ? 'off' : rule[field]}
        disabled={never}
        onChange={(event) => onChange({ [field]: event.target.value } as Partial<Rule>)}
      >
        {OPTIONS[field].map((level) => (
          <option key={level} value={level}>
            {t(`policy.level.${level}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Only what is held or hidden asks for a least score. */
function Score({ category, rule, onChange }: FieldProps) {
  const { t } = useWords();
  const unused = NEVER_WITHHELD.has(category) || (rule.holdAt === 'off' && rule.hideAt === 'off');
  return (
    <label className="rule-field">
      <span className="rule-field__label">{t('policy.column.minScore')}</span>
      <span className="rule-field__unit">
        <input
          type="number"
          min={0}
          max={100}
          step={1}
          disabled={unused}
          value={Math.round(rule.minScore * 100)}
          onChange={(event) => {
            const percent = event.target.valueAsNumber;
            if (percent >= 0 && percent <= 100) onChange({ minScore: Math.round(percent) / 100 });
          }}
        />
        <span aria-hidden="true">%</span>
      </span>
    </label>
  );
}

function CategoryRow({ category, rule, changed, onChange }: FieldProps & { changed: boolean }) {
  const { t } = useWords();
  const forbidden = NEVER_WITHHELD.has(category)
    ? 'policy.never.disinformation'
    : CRITICISM_SPARED.has(category)
      ? 'policy.never.criticism'
      : null;
  return (
    <fieldset className={`rule-row${changed ? ' rule-row--changed' : ''}`}>
      <legend className="rule-row__name">
        <NamedIcon name={category} /> {t(`policy.category.${category}`)}
        {changed && <span className="own-tag">{t('policy.changed')}</span>}
      </legend>
      <div className="rule-row__fields">
        {(['flagAt', 'holdAt', 'hideAt'] as const).map((field) => (
          <Step key={field} field={field} category={category} rule={rule} onChange={onChange} />
        ))}
        <Score category={category} rule={rule} onChange={onChange} />
      </div>
      {forbidden && <p className="rule-row__why grey small">{t(forbidden)}</p>}
    </fieldset>
  );
}

/** One row per category. On a phone each field says what it is; on a wide screen the heads of the columns do. */
export function Rules({
  draft,
  changed,
  onChange,
}: {
  draft: Draft;
  changed: readonly Category[];
  onChange: (draft: Draft) => void;
}) {
  const { t } = useWords();
  return (
    <div className="rules">
      <div className="rules__heads" aria-hidden="true">
        <span>{t('policy.column.category')}</span>
        {COLUMNS.map((column) => (
          <span key={column}>{t(`policy.column.${column}`)}</span>
        ))}
      </div>
      {CATEGORIES.map((category) => (
        <CategoryRow
          key={category}
          category={category}
          rule={draft.categories[category]}
          changed={changed.includes(category)}
          onChange={(change) => onChange(changeRule(draft, category, change))}
        />
      ))}
    </div>
  );
}
