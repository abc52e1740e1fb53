import { useState } from 'react';
import type { BulkAct, BulkActType } from '../../../../core/actions/bulk-act.contract.ts';
import { type Axis, REMOVAL_REASONS, type RemovalReason } from '../../../../core/moderation/removal.ts';
import { usePeople } from '../../api/queries.ts';
import { RadioField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { serverNow } from '../../shared/now.ts';
import type { Choice } from '../../shared/picking.ts';
import { snoozeTimes } from '../../shared/snooze-times.ts';
import { Picker } from '../../shared/ui/picker.tsx';
import { RegisterFields, type Registration, registrationOf } from '../dialogs/register-fields.tsx';
import { axisFor } from '../dialogs/removal-choice.ts';
import { RemovalGrounds } from '../dialogs/removal-grounds.tsx';
import { SnoozeChoice } from '../dialogs/snooze-choice.tsx';

/** Acts that need to be told more. The others are counted at once. */
export type AskingType = Exclude<BulkActType, 'unhide' | 'confirm'>;
export const asks = (type: BulkActType): type is AskingType => type !== 'unhide' && type !== 'confirm';

interface FieldsProps<T extends AskingType> {
  /** Null: something is missing. */
  readonly onAct: (act: Extract<BulkAct, { type: T }> | null) => void;
}

function AssignFields({ onAct }: FieldsProps<'assign'>) {
  const { t } = useWords();
  const { data, isError } = usePeople();
  const choices: Choice<string | null>[] = (data?.people ?? []).map(({ id, name, role }) => ({
    value: id,
    label: name,
    detail: t(`role.${role}`),
  }));
  choices.push({ value: null, label: t('assign.nobody') });
  const take = (choice: Choice<string | null> | null): void =>
    onAct(choice && { type: 'assign', to: choice.value });
  return (
    <>
      <Picker label={t('assign.to')} choices={choices} onPoint={take} onTake={take} />
      {isError && <p className="grey">{t('assign.failed')}</p>}
    </>
  );
}

function SnoozeFields({ onAct }: FieldsProps<'snooze'>) {
  const { t } = useWords();
  const [now] = useState(serverNow);
  const [times] = useState(() => snoozeTimes(new Date(now)));
  const [until, setUntil] = useState<string | null>(null);
  return (
    <>
      <SnoozeChoice
        times={times}
        now={now}
        until={until}
        onChange={(value) => {
          setUntil(value);
          onAct({ type: 'snooze', until: value });
        }}
      />
      <p className="dialog__fact grey">{t('snooze.clock')}</p>
    </>
  );
}

type CloseReason = Extract<BulkAct, { type: 'close' }>['reason'];
const CLOSE_REASONS: readonly CloseReason[] = ['no-answer-needed', 'answered', 'duplicate', 'other'];

function CloseFields({ onAct }: FieldsProps<'close'>) {
  const { t } = useWords();
  const [reason, setReason] = useState<CloseReason | null>(null);
  return (
    <RadioField
      label={t('close.why')}
      value={reason}
      options={CLOSE_REASONS.map((value) => ({ value, label: t(`closeReason.${value}`) }))}
      onChange={(value) => {
        setReason(value);
        onAct({ type: 'close', reason: value });
      }}
    />
  );
}

type Outcome = Extract<BulkAct, { type: 'register' }>['outcome'];
const OUTCOMES: readonly Outcome[] = ['registered', 'kept-ordered', 'minor'];

function RegisterAll({ onAct }: FieldsProps<'register'>) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Registration<Outcome>>({ outcome: null, reference: '' });
  return (
    <RegisterFields
      outcomes={OUTCOMES}
      chosen={chosen}
      referenceLabel={t('bulkAct.reference')}
      onChange={(next) => {
        setChosen(next);
        onAct(registrationOf(next));
      }}
    />
  );
}

type HideReason = Extract<BulkAct, { type: 'hide' }>['reason'];
/** What needs a second person, or ends what is kept of it, is hidden one at a time. */
const ALONE: ReadonlySet<RemovalReason> = new Set(['disinformation', 'csam']);
const HIDE_REASONS = REMOVAL_REASONS.filter((reason): reason is HideReason => !ALONE.has(reason));

function HideFields({ onAct }: FieldsProps<'hide'>) {
  const { t } = useWords();
  const [reason, setReason] = useState<HideReason | null>(null);
  const [axis, setAxis] = useState<Axis | null>(null);
  const tell = (chosen: HideReason, wanted: Axis | null): void => {
    const ground = axisFor(chosen, wanted);
    setReason(chosen);
    setAxis(ground);
    onAct(ground && { type: 'hide', reason: chosen, axis: ground });
  };
  return (
    <>
      <RemovalGrounds
        reasons={HIDE_REASONS}
        reason={reason}
        axis={axis}
        why={t('removal.hide.why')}
        onReason={(value) => tell(value, null)}
        onAxis={(value) => reason !== null && tell(reason, value)}
      />
      <p className="dialog__fact grey">{t('bulkAct.eachReason')}</p>
    </>
  );
}

interface Props {
  readonly type: AskingType;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCount: (act: BulkAct) => void;
  readonly onClose: () => void;
}

/** What is to be done to all of them. Nothing is chosen for the person. */
export function ActDialog({ type, busy, error, onCount, onClose }: Props) {
  const { t } = useWords();
  const [act, setAct] = useState<BulkAct | null>(null);
  return (
    <FormDialog
      title={t(`bulkAct.title.${type}`)}
      confirm={t('bulkAct.count')}
      busy={busy}
      problem={error ? { error, stale: false } : null}
      missing={act === null ? t(`bulkAct.missing.${type}`) : null}
      focus="field"
      onSubmit={() => {
        if (act !== null) onCount(act);
      }}
      onClose={onClose}
    >
      {type === 'assign' && <AssignFields onAct={setAct} />}
      {type === 'snooze' && <SnoozeFields onAct={setAct} />}
      {type === 'close' && <CloseFields onAct={setAct} />}
      {type === 'register' && <RegisterAll onAct={setAct} />}
      {type === 'hide' && <HideFields onAct={setAct} />}
    </FormDialog>
  );
}
