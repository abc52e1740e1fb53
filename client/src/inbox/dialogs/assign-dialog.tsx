import { useState } from 'react';
import { usePeople } from '../../api/queries.ts';
import { SelectField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { useSession } from '../../shared/session.tsx';
import type { DialogProps } from './dialog-props.ts';

const NOBODY = '';

export function AssignDialog({ item, busy, problem, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const { person } = useSession();
  const { data, isError } = usePeople();
  const [to, setTo] = useState(item.assignee ?? person.id);
  const people = data?.people ?? [{ id: person.id, name: person.name, role: person.role }];
  const options = [
    ...people.map(({ id, name, role }) => ({ value: id, label: `${name}, ${t(`role.${role}`)}` })),
    { value: NOBODY, label: t('assign.nobody') },
  ];
  return (
    <FormDialog
      title={t('assign.title')}
      confirm={t('assign.confirm')}
      busy={busy}
      problem={problem}
      onSubmit={() => void onSend({ type: 'assign', to: to === NOBODY ? null : to })}
      onClose={onClose}
    >
      <SelectField label={t('assign.to')} value={to} options={options} onChange={setTo} />
      {isError && <p className="grey">{t('assign.failed')}</p>}
    </FormDialog>
  );
}
