import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { KeyShape } from '../../../core/accounts/members.contract.ts';
import { ROLES, type Role } from '../../../core/kernel/roles.ts';
import { LineField, SelectField } from '../shared/dialog/fields.tsx';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { say } from '../shared/said.ts';
import { useSession } from '../shared/session.tsx';
import { Failure } from '../shared/ui/failure.tsx';
import { useKeys, useMakeKey, useRevokeKey } from './calls.ts';
import { Once } from './once.tsx';

const DAYS = ['30', '90', '365', '730'] as const;

function NewKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (token: string) => void }) {
  const { t, number } = useWords();
  const { person } = useSession();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const [days, setDays] = useState<string>('90');
  const make = useMakeKey();
  const roles = ROLES.filter(
    (value) => value !== 'system-administrator' || person.role === 'system-administrator',
  );
  const missing = name.trim() === '' ? t('people.needsName') : role === null ? t('people.needsRole') : null;
  return (
    <FormDialog
      title={t('people.key.add')}
      confirm={t('people.key.addDo')}
      busy={make.isPending}
      problem={make.error ? { error: make.error, stale: false } : null}
      focus="field"
      missing={missing}
      onSubmit={() => {
        if (role !== null)
          make.mutate(
            { name: name.trim(), role, days: Number(days) },
            { onSuccess: ({ token }) => onMade(token) },
          );
      }}
      onClose={onClose}
    >
      <LineField
        first
        label={t('people.key.name')}
        hint={t('people.key.nameHint')}
        value={name}
        max={200}
        onChange={setName}
      />
      <SelectField
        label={t('people.role')}
        value={role}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={setRole}
      />
      <SelectField
        label={t('people.key.days')}
        value={days}
        options={DAYS.map((value) => ({
          value,
          label: t('people.key.forDays', { count: Number(value), days: number(Number(value)) }),
        }))}
        onChange={setDays}
      />
    </FormDialog>
  );
}

function Row({ of, onEnd }: { of: KeyShape; onEnd: () => void }) {
  const { t, when } = useWords();
  const now = useNow();
  const used =
    of.lastUsedAt === null
      ? t('people.key.neverUsed')
      : t('people.key.used', { at: when(of.lastUsedAt, now) });
  return (
    <li className="entry">
      <div className="entry__text">
        <span className="entry__term">{of.name}</span>
        <span>
          {t(`role.${of.role}`)}
          {of.accountIds !== null && ` · ${t('people.someAccounts', { count: of.accountIds.length })}`}
        </span>
        <span className="grey small">
          {used} · {t('people.key.until', { at: when(of.expiresAt, now) })}
        </span>
      </div>
      <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onEnd}>
        {t('people.key.revoke')}
        <span className="sr-only">: {of.name}</span>
      </Button>
    </li>
  );
}

function RevokeDialog({ of, onClose }: { of: KeyShape; onClose: () => void }) {
  const { t } = useWords();
  const revoke = useRevokeKey();
  return (
    <FormDialog
      title={t('people.key.revokeTitle', { name: of.name })}
      confirm={t('people.key.revoke')}
      busy={revoke.isPending}
      problem={revoke.error ? { error: revoke.error, stale: false } : null}
      onSubmit={() =>
        revoke.mutate(of.id, {
          onSuccess: () => {
            say(t('people.key.revoked', { name: of.name }));
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>{t('people.key.revokeMeans')}</p>
    </FormDialog>
  );
}

/** Keys with which programs ask the API. */
export function KeysSection() {
  const { t } = useWords();
  const { data, error, refetch } = useKeys();
  const [making, setMaking] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [ending, setEnding] = useState<KeyShape | null>(null);
  return (
    <section className="account" aria-labelledby="keys">
      <h2 id="keys">{t('people.key.title')}</h2>
      <p className="grey">{t('people.key.lead')}</p>
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <output className="grey">{t('people.loading')}</output>}
      {data?.keys.length === 0 && <p>{t('people.key.none')}</p>}
      {data && data.keys.length > 0 && (
        <ul className="entries">
          {data.keys.map((key) => (
            <Row key={key.id} of={key} onEnd={() => setEnding(key)} />
          ))}
        </ul>
      )}
      <Button variant="secondary" onClick={() => setMaking(true)}>
        {t('people.key.add')}
      </Button>
      {making && (
        <NewKeyDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setToken(made);
          }}
        />
      )}
      {token !== null && (
        <Once
          title={t('people.key.made')}
          lead={t('people.key.once')}
          secret={token}
          onClose={() => setToken(null)}
        />
      )}
      {ending !== null && <RevokeDialog of={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}
