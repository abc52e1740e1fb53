import { type Axis, axesFor, type RemovalReason } from '../../../../core/moderation/removal.ts';
import { RadioField, SelectField } from '../../shared/dialog/fields.tsx';
import { useWords } from '../../shared/i18n/words.ts';

interface Props<T extends RemovalReason> {
  readonly reasons: readonly T[];
  readonly reason: T | null;
  readonly axis: Axis | null;
  /** What is asked where the reason can rest on several grounds. */
  readonly why: string;
  readonly onReason: (reason: T) => void;
  readonly onAxis: (axis: Axis) => void;
}

/** The reason of a removal and what it rests on. What there is one of is said and not asked. */
export function RemovalGrounds<T extends RemovalReason>(props: Props<T>) {
  const { reasons, reason, axis, why, onReason, onAxis } = props;
  const { t } = useWords();
  const axes = reason === null ? [] : axesFor(reason);
  return (
    <>
      {reasons.length > 1 || reason === null ? (
        <SelectField
          label={t('removal.reason')}
          value={reason}
          options={reasons.map((value) => ({ value, label: t(`removalReason.${value}`) }))}
          onChange={onReason}
        />
      ) : (
        <p className="dialog__fact">
          {t('removal.reason')}: {t(`removalReason.${reason}`)}
        </p>
      )}
      {axes.length > 1 ? (
        <RadioField
          label={why}
          value={axis}
          options={axes.map((value) => ({ value, label: t(`axis.${value}`) }))}
          onChange={onAxis}
        />
      ) : (
        axis !== null && <p className="dialog__fact">{t(`axis.${axis}`)}.</p>
      )}
    </>
  );
}
