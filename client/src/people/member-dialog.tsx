import { useState } from 'react';
import type { MemberShape } from '../../../core/accounts/members.contract.ts';
import { ALL_ACCOUNT_ROLES, ROLES, type Role } from '../../../core/kernel/roles.ts';
import { useAccounts } from '../api/queries.ts';
import { CheckField, LineField, RadioField, SelectField } from '../shared/dialog/fields.tsx';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useSession } from '../shared/session.tsx';
import { useAddMember, useChangeMember } from './calls.ts';

type Reach = 'role' | 'accounts' | 'boards';

const reachOf = (member: MemberShape | null): Reach =>
  member?.accountIds ? 'accounts' : member?.boards ? 'boards' : 'role';

/** Of what is known: the accounts, or the boards that own them. */
function Several({
  legend,
  options,
  chosen,
  onChange,
}: {
  legend: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <fieldset className="radios people__several">
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <CheckField
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
        />
      ))}
    </fieldset>
  );
}

/** Lets somebody in, or changes what they are. `member` null: somebody new. */
export function MemberDialog({
  member,
  onClose,
  onDone,
}: {
  member: MemberShape | null;
  onClose: () => void;
  onDone: (name: string) => void;
}) {
  const { t } = useWords();
  const { person } = useSession();
  const accounts = useAccounts().data?.accounts ?? [];
  const [email, setEmail] = useState('');
  const [name, setName] = useState(member?.name ?? '');
  const [role, setRole] = useState<Role | null>(member?.role ?? null);
  const [reach, setReach] = useState<Reach>(reachOf(member));
  const [accountIds, setAccountIds] = useState<readonly string[]>(member?.accountIds ?? []);
  const [boards, setBoards] = useState<readonly string[]>(member?.boards ?? []);
  const add = useAddMember();
  const change = useChangeMember();
  const { isPending, error } = member === null ? add : change;
  const roles = ROLES.filter(
    (value) => value !== 'system-administrator' || person.role === 'system-administrator',
  );
  const mayChooseRole = member?.id !== person.id;
  const seesAll = role !== null && ALL_ACCOUNT_ROLES.has(role);
  const chosen = reach === 'accounts' ? accountIds : reach === 'boards' ? boards : null;

  const lacking = (): string | null => {
    if (member === null && email.trim() === '') return t('people.needsEmail');
    if (role === null) return t('people.needsRole');
    return chosen?.length === 0 ? t('people.needsReach') : null;
  };
  const submit = () => {
    if (role === null) return;
    const limits = {
      accountIds: reach === 'accounts' ? [...accountIds] : null,
      boards: reach === 'boards' ? [...boards] : null,
    };
    const named = name.trim() === '' ? {} : { name: name.trim() };
    const options = { onSuccess: (done: MemberShape) => onDone(done.name) };
    if (member === null) add.mutate({ email: email.trim(), role, ...named, ...limits }, options);
    else change.mutate({ id: member.id, ...(mayChooseRole ? { role } : {}), ...named, ...limits }, options);
  };
  return (
    <FormDialog
      title={member === null ? t('people.add') : t('people.changeTitle', { name: member.name })}
      confirm={member === null ? t('people.addDo') : t('people.save')}
      busy={isPending}
      problem={error ? { error, stale: false } : null}
      focus="field"
      missing={lacking()}
      onSubmit={submit}
      onClose={onClose}
    >
      {member === null ? (
        <LineField first label={t('people.email')} value={email} type="email" max={254} onChange={setEmail} />
      ) : (
        <p className="people__address grey">{member.email}</p>
      )}
      <LineField
        first={member !== null}
        label={t('people.name')}
        {...(member === null && { hint: t('people.nameHint') })}
        value={name}
        max={200}
        onChange={setName}
      />
      {mayChooseRole && (
        <SelectField
          label={t('people.role')}
          value={role}
          options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={setRole}
        />
      )}
      <RadioField<Reach>
        label={t('people.reach')}
        value={reach}
        options={[
          { value: 'role', label: t(seesAll ? 'people.reachAll' : 'people.reachNamed') },
          { value: 'accounts', label: t('people.reachAccounts') },
          { value: 'boards', label: t('people.reachBoards') },
        ]}
        onChange={setReach}
      />
      {reach === 'accounts' && (
        <Several
          legend={t('people.accounts')}
          options={accounts.map(({ id, name: label }) => ({ value: id, label }))}
          chosen={accountIds}
          onChange={setAccountIds}
        />
      )}
      {reach === 'boards' && (
        <Several
          legend={t('people.boards')}
          options={[...new Set(accounts.map(({ board }) => board))].map((board) => ({
            value: board,
            label: board,
          }))}
          chosen={boards}
          onChange={setBoards}
        />
      )}
    </FormDialog>
  );
}
