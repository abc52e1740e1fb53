import type { RecordsOutcome } from '../../../../core/inbox/event.ts';
import { MAX_REFERENCE } from '../../../../core/inbox/typed-limits.ts';
import { LineField, RadioField } from '../../shared/dialog/fields.tsx';
import { useWords } from '../../shared/i18n/words.ts';

export interface Registration<T extends RecordsOutcome> {
  readonly outcome: T | null;
  readonly reference: string;
}

interface Props<T extends RecordsOutcome> {
  readonly outcomes: readonly T[];
  readonly chosen: Registration<T>;
  readonly referenceLabel: string;
  readonly onChange: (chosen: Registration<T>) => void;
}

/** What is done with it as a record, and under which number. */
export function RegisterFields<T extends RecordsOutcome>(props: Props<T>) {
  const { outcomes, chosen, referenceLabel, onChange } = props;
  const { t } = useWords();
  return (
    <>
      <RadioField
        label={t('register.what')}
        value={chosen.outcome}
        options={outcomes.map((value) => ({
          value,
          label: t(`outcome.${value}`),
          hint: t(`outcomeHint.${value}`),
        }))}
        onChange={(outcome) => onChange({ ...chosen, outcome })}
      />
      {chosen.outcome === 'registered' && (
        <LineField
          label={referenceLabel}
          value={chosen.reference}
          max={MAX_REFERENCE}
          onChange={(reference) => onChange({ ...chosen, reference })}
        />
      )}
    </>
  );
}

/** As a request names it: only what is registered has a number. */
export function registrationOf<T extends RecordsOutcome>({ outcome, reference }: Registration<T>) {
  if (outcome === null) return null;
  const number = outcome === 'registered' ? reference.trim() : '';
  return { type: 'register', outcome, ...(number !== '' && { reference: number }) } as const;
}
