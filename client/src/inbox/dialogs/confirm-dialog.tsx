import { useState } from 'react';
import { axesFor, REASONS_BY_CATEGORY, type RemovalReason } from '../../../../core/moderation/removal.ts';
import { useAccounts } from '../../api/queries.ts';
import { Quote, RadioField, SelectField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { DialogProps } from './dialog-props.ts';
import { axisFor, ruleText } from './removal-choice.ts';

/** A person stands behind the machine's hide and says for what reason: one of those that its categories map to. */
export function ConfirmDialog({ item, busy, problem, onSend, onClose }: DialogProps) {
  const { t, lang } = useWords();
  const reasons: readonly RemovalReason[] = [
    ...new Set((item.machineHide?.categories ?? []).flatMap((category) => REASONS_BY_CATEGORY[category])),
  ];
  const [chosen, setReason] = useState<RemovalReason | undefined>(reasons[0]);
  const [wantedAxis, setAxis] = useState<ReturnType<typeof axisFor>>('houseRule');
  const account = useAccounts().data?.accounts.find(({ id }) => id === item.accountId);
  const reason = chosen ?? 'insult';
  const axis = axisFor(reason, wantedAxis);
  const axes = axesFor(reason);
  const rule = ruleText(account?.houseRules?.texts ?? {}, lang);
  return (
    <FormDialog
      title={t('policy.confirm.title')}
      confirm={t('policy.confirm.button')}
      busy={busy}
      problem={problem}
      onSubmit={() => void onSend({ type: 'confirm', reason, axis })}
      onClose={onClose}
    >
      {reasons.length > 1 ? (
        <SelectField
          label={t('removal.reason')}
          value={reason}
          options={reasons.map((value) => ({ value, label: t(`removalReason.${value}`) }))}
          onChange={setReason}
        />
      ) : (
        <p className="dialog__fact">
          {t('removal.reason')}: {t(`removalReason.${reason}`)}
        </p>
      )}
      {axes.length > 1 ? (
        <RadioField
          label={t('policy.confirm.why')}
          value={axis}
          options={axes.map((value) => ({ value, label: t(`axis.${value}`) }))}
          onChange={setAxis}
        />
      ) : (
        <p className="dialog__fact">{t(`axis.${axis}`)}.</p>
      )}
      {axis === 'houseRule' && rule && <Quote lang={rule.lang}>{rule.text}</Quote>}
      <p className="dialog__fact grey">{t('policy.confirm.record')}</p>
    </FormDialog>
  );
}
