import { Field, Input, Label } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { RecordsOutcome } from '../../../../core/inbox/event.ts';
import { RadioField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { outcomeFor } from './closing-choice.ts';
import type { DialogProps } from './dialog-props.ts';

const OUTCOMES: readonly RecordsOutcome[] = ['registered', 'kept-ordered', 'minor', 'no-capture'];

export function RegisterDialog({ item, busy, problem, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<RecordsOutcome | null>(() => outcomeFor(item));
  const [reference, setReference] = useState(item.recordsReference ?? item.registration.caseNumber ?? '');
  const submit = (): void => {
    const number = reference.trim();
    if (outcome !== null)
      void onSend({ type: 'register', outcome, ...(number !== '' && { reference: number }) });
  };
  return (
    <FormDialog
      title={t('register.title')}
      confirm={t('register.confirm')}
      busy={busy}
      problem={problem}
      missing={outcome === null ? t('register.missing') : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioField
        label={t('register.what')}
        value={outcome}
        options={OUTCOMES.map((value) => ({
          value,
          label: t(`outcome.${value}`),
          hint: t(`outcomeHint.${value}`),
        }))}
        onChange={setOutcome}
      />
      {outcome === 'registered' && (
        <Field>
          <Label>{t('register.reference')}</Label>
          <Input
            value={reference}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setReference(event.target.value)}
          />
        </Field>
      )}
    </FormDialog>
  );
}
