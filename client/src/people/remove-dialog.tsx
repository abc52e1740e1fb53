import { useState } from 'react';
import type { MemberShape } from '../../../core/accounts/members.contract.ts';
import { ADMINISTERING } from '../../../core/accounts/places.ts';
import { SelectField } from '../shared/dialog/fields.tsx';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useRemoveMember } from './calls.ts';

const NOBODY = '-';

/** Says what the person holds before it goes to another, or to nobody. */
export function RemoveDialog({
  member,
  members,
  onClose,
  onDone,
}: {
  member: MemberShape;
  members: readonly MemberShape[];
  onClose: () => void;
  onDone: (sentence: string) => void;
}) {
  const { t } = useWords();
  const remove = useRemoveMember();
  const holds = member.items > 0 || member.places.length > 0;
  const administers = member.places.some(({ place }) => place === 'administrator');
  const [to, setTo] = useState<string | null>(holds ? null : NOBODY);
  const heirs = members.filter(
    ({ id, role }) => id !== member.id && (!administers || ADMINISTERING.has(role)),
  );
  const options = [
    ...heirs.map(({ id, name, role }) => ({ value: id, label: `${name}, ${t(`role.${role}`)}` })),
    { value: NOBODY, label: t('people.toNobody') },
  ];
  return (
    <FormDialog
      title={t('people.removeTitle', { name: member.name })}
      confirm={t('people.remove')}
      busy={remove.isPending}
      problem={remove.error ? { error: remove.error, stale: false } : null}
      focus={holds ? 'field' : 'confirm'}
      missing={to === null ? t('people.needsHeir') : null}
      onSubmit={() =>
        remove.mutate(
          { id: member.id, ...(to === null || to === NOBODY ? {} : { to }) },
          { onSuccess: ({ items }) => onDone(t('people.removed', { name: member.name, count: items })) },
        )
      }
      onClose={onClose}
    >
      <p>{t('people.removeMeans')}</p>
      {member.items > 0 && <p>{t('people.holdsItems', { count: member.items })}</p>}
      {member.places.length > 0 && (
        <ul>
          {member.places.map(({ accountId, name, place }) => (
            <li key={`${accountId} ${place}`}>{t(`people.place.${place}`, { account: name })}</li>
          ))}
        </ul>
      )}
      {holds && <SelectField label={t('people.heir')} value={to} options={options} onChange={setTo} />}
    </FormDialog>
  );
}
