import { useState } from 'react';
import { usePeople } from '../../api/queries.ts';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import type { Choice } from '../../shared/picking.ts';
import { useSession } from '../../shared/session.tsx';
import { Picker } from '../../shared/ui/picker.tsx';
import type { DialogProps } from './dialog-props.ts';

/** To whom: typed. Whoever has it already is not asked for again; oneself comes last, since that is a key of its own. */
export function AssignDialog({ item, onSend, onClose }: DialogProps) {
  const { t } = useWords();
  const { person } = useSession();
  const { data, isError } = usePeople();
  const [to, setTo] = useState<Choice<string | null> | null>(null);
  const people = data?.people ?? [{ id: person.id, name: person.name, role: person.role }];
  const others = people.filter(({ id }) => id !== item.assignee);
  const choices: Choice<string | null>[] = [
    ...others.filter(({ id }) => id !== person.id),
    ...others.filter(({ id }) => id === person.id),
  ].map(({ id, name, role }) => ({ value: id, label: name, detail: t(`role.${role}`) }));
  if (item.assignee !== null) choices.push({ value: null, label: t('assign.nobody') });
  const current = people.find(({ id }) => id === item.assignee)?.name;
  const send = (choice: Choice<string | null> | null): void => {
    if (choice !== null) void onSend({ type: 'assign', to: choice.value });
  };
  return (
    <FormDialog
      title={t('assign.title')}
      confirm={t('assign.confirm')}
      missing={to === null ? t('assign.missing') : null}
      onSubmit={() => send(to)}
      onClose={onClose}
    >
      {current !== undefined && <p className="dialog__fact">{t('assign.has', { name: current })}</p>}
      <Picker label={t('assign.to')} choices={choices} onPoint={setTo} onTake={send} />
      {isError && <p className="grey">{t('assign.failed')}</p>}
    </FormDialog>
  );
}
