import { useState } from 'react';
import type { RecordsOutcome } from '../../../../core/inbox/event.ts';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { outcomeFor } from './closing-choice.ts';
import type { DialogProps } from './dialog-props.ts';
import { RegisterFields, type Registration, registrationOf } from './register-fields.tsx';

const OUTCOMES: readonly RecordsOutcome[] = ['registered', 'kept-ordered', 'minor', 'no-capture'];

export function RegisterDialog({ item, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Registration<RecordsOutcome>>(() => ({
    outcome: outcomeFor(item),
    reference: item.recordsReference ?? item.registration.caseNumber ?? '',
  }));
  const submit = (): void => {
    const request = registrationOf(chosen);
    if (request !== null) void onSend(request);
  };
  return (
    <FormDialog
      title={t('register.title')}
      confirm={t('register.confirm')}
      missing={chosen.outcome === null ? t('register.missing') : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <RegisterFields
        outcomes={OUTCOMES}
        chosen={chosen}
        referenceLabel={t('register.reference')}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
