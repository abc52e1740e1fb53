import { useState } from 'react';
import {
  REASONS_BY_CATEGORY,
  REMOVAL_REASONS,
  type RemovalReason,
} from '../../../../core/moderation/removal.ts';
import { byGravity } from '../../../../core/moderation/severity.ts';
import { useAccounts } from '../../api/queries.ts';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { DialogProps } from './dialog-props.ts';
import { HouseRule } from './house-rule.tsx';
import { axisFor, ruleText } from './removal-choice.ts';
import { RemovalGrounds } from './removal-grounds.tsx';

/** A person stands behind the machine's hide and says for what reason: one of those that its categories map to. */
export function ConfirmDialog({ item, onSend, onClose }: DialogProps) {
  const { t, lang } = useWords();
  const found = (item.machineHide?.categories ?? []).map((category) => ({ category })).sort(byGravity);
  const named = [...new Set(found.flatMap(({ category }) => REASONS_BY_CATEGORY[category]))];
  const reasons: readonly RemovalReason[] = named.length > 0 ? named : REMOVAL_REASONS;
  const [reason, setReason] = useState<RemovalReason | null>(named[0] ?? null);
  const [wantedAxis, setAxis] = useState<ReturnType<typeof axisFor>>(null);
  const account = useAccounts().data?.accounts.find(({ id }) => id === item.accountId);
  const axis = axisFor(reason, wantedAxis);
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
      missing={missing}
      onSubmit={submit}
      onClose={onClose}
    >
      <RemovalGrounds
        reasons={reasons}
        reason={reason}
        axis={axis}
        why={t('policy.confirm.why')}
        onReason={(next) => {
          setReason(next);
          setAxis(null);
        }}
        onAxis={setAxis}
      />
      {axis === 'houseRule' && rule && reason !== null && <HouseRule rule={rule} reason={reason} />}
      <p className="dialog__fact grey">{t('policy.confirm.record')}</p>
    </FormDialog>
  );
}
