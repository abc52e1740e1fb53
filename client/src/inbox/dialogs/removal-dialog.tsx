import { FileCheckmarkIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import { REMOVAL_REASONS } from '../../../../core/moderation/removal.ts';
import { useAccounts } from '../../api/queries.ts';
import { CheckField, TextField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { DialogProps } from './dialog-props.ts';
import { HouseRule } from './house-rule.tsx';
import { isWhole, RefutedFields, useRefutedClaim } from './refuted-fields.tsx';
import { asksSomething, axisFor, preselectedReason, ruleText } from './removal-choice.ts';
import { RemovalGrounds } from './removal-grounds.tsx';

/** Hide and delete: the reason that the gravest verdict names, the ground it has in law, the rule that is cited. */
export function RemovalDialog({ kind, item, onSend, onClose }: DialogProps & { kind: 'hide' | 'delete' }) {
  const { t, lang } = useWords();
  const [reason, setReason] = useState(() => preselectedReason(item));
  const [wantedAxis, setAxis] = useState<ReturnType<typeof axisFor>>(null);
  const [note, setNote] = useState('');
  const [owed, setOwed] = useState(false);
  const [claim, setClaim] = useRefutedClaim(item.id);
  const [tried, setTried] = useState(false);
  const account = useAccounts().data?.accounts.find(({ id }) => id === item.accountId);
  const axis = axisFor(reason, wantedAxis);
  const rule = ruleText(account?.houseRules?.texts ?? {}, lang);
  const refutes = reason === 'disinformation';
  const missing =
    reason === null ? t('removal.missing.reason') : axis === null ? t('removal.missing.axis') : null;
  const submit = (): void => {
    setTried(true);
    if (reason === null || axis === null || (refutes && !isWhole(claim))) return;
    const removal = {
      reason,
      axis,
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(owed && { answerOwed: true }),
      ...(refutes && { claim }),
    };
    void onSend(kind === 'hide' ? { type: 'hide', ...removal } : { type: 'delete', ...removal });
  };
  return (
    <FormDialog
      title={t(`removal.${kind}.title`)}
      confirm={t(`removal.${kind}.confirm`)}
      missing={missing}
      onSubmit={submit}
      onClose={onClose}
    >
      <RemovalGrounds
        reasons={REMOVAL_REASONS}
        reason={reason}
        axis={axis}
        why={t(`removal.${kind}.why`)}
        onReason={(next) => {
          setReason(next);
          setAxis(null);
        }}
        onAxis={setAxis}
      />
      {axis === 'houseRule' && rule && reason !== null && <HouseRule rule={rule} reason={reason} />}
      {refutes && <RefutedFields claim={claim} tried={tried} onChange={setClaim} />}
      <TextField
        label={t('removal.note')}
        hint={t('removal.noteHint')}
        value={note}
        max={2000}
        onChange={setNote}
      />
      {asksSomething(item) && (
        <CheckField
          label={t('removal.owed')}
          hint={t('removal.owedHint')}
          checked={owed}
          onChange={setOwed}
        />
      )}
      <p className="dialog__fact grey">
        <FileCheckmarkIcon className="icon" aria-hidden="true" />
        {t(`removal.${kind}.record`)}
      </p>
    </FormDialog>
  );
}
