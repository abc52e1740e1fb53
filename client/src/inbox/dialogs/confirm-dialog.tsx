import { useState } from 'react';
import {
  axesFor,
  REASONS_BY_CATEGORY,
  REMOVAL_REASONS,
  type RemovalReason,
} from '../../../../core/moderation/removal.ts';
import { byGravity } from '../../../../core/moderation/severity.ts';
import { useAccounts } from '../../api/queries.ts';
import { RadioField, SelectField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { DialogProps } from './dialog-props.ts';
import { HideReach } from './hide-reach.tsx';
import { HouseRule } from './house-rule.tsx';
import { axisFor, ruleText } from './removal-choice.ts';

/** A person stands behind the machine's hide and says for what reason: one of those that its categories map to. */
export function ConfirmDialog({ item, busy, problem, onSend, onClose }: DialogProps) {
  const { t, lang } = useWords();
  const found = (item.machineHide?.categories ?? []).map((category) => ({ category })).sort(byGravity);
  const named = [...new Set(found.flatMap(({ category }) => REASONS_BY_CATEGORY[category]))];
  const reasons: readonly RemovalReason[] = named.length > 0 ? named : REMOVAL_REASONS;
  const [reason, setReason] = useState<RemovalReason | null>(named[0] ?? null);
  const [wantedAxis, setAxis] = useState<ReturnType<typeof axisFor>>(null);
  const account = useAccounts().data?.accounts.find(({ id }) => id === item.accountId);
  const axis = axisFor(reason, wantedAxis);
  const axes = reason === null ? [] : axesFor(reason);
  const missing =
    reason === null ? t('removal.missing.reason') : axis === null ? t('removal.missing.axis') : null;
  const submit = (): void => {
    if (reason !== null && axis !== null) void onSend({ type: 'confirm', reason, axis });
  };
  const rule = ruleText(account?.houseRules?.texts ?? {}, lang);
  return (
    <FormDialog
      title={t('policy.confirm.title')}
      confirm={t('policy.confirm.button')}
      busy={busy}
      problem={problem}
      missing={missing}
      onSubmit={submit}
      onClose={onClose}
    >
      {reasons.length > 1 ? (
        <SelectField
          label={t('removal.reason')}
          value={reason}
          options={reasons.map((value) => ({ value, label: t(`removalReason.${value}`) }))}
          onChange={(next) => {
            setReason(next);
            setAxis(null);
          }}
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
        axis !== null && <p className="dialog__fact">{t(`axis.${axis}`)}.</p>
      )}
      {axis === 'houseRule' && rule && reason !== null && <HouseRule rule={rule} reason={reason} />}
      <HideReach item={item} axis={axis} />
      <p className="dialog__fact grey">{t('policy.confirm.record')}</p>
    </FormDialog>
  );
}
