import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountShape } from '../../../core/accounts/accounts.contract.ts';
import { ask } from '../api/http.ts';
import { keys } from '../api/queries.ts';
import { LineField } from '../shared/dialog/fields.tsx';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { say } from '../shared/said.ts';
import { errorWords } from '../shared/ui/error-words.ts';

interface Change {
  readonly method: 'POST' | 'DELETE';
  readonly more: '' | '/token' | '/outgoing';
  readonly body?: object;
}

function useAccountChange(account: AccountShape) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, more, body }: Change) =>
      ask<AccountShape>(`/api/accounts/${encodeURIComponent(account.id)}${more}`, { method, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.accounts }),
  });
}

interface DialogProps {
  readonly account: AccountShape;
  readonly onClose: () => void;
}

function TokenDialog({ account, onClose }: DialogProps) {
  const { t } = useWords();
  const [token, setToken] = useState('');
  const change = useAccountChange(account);
  const body = { token: token.trim() };
  return (
    <FormDialog
      title={t('accounts.tokenTitle', { name: account.name })}
      confirm={t('accounts.tokenDo')}
      busy={change.isPending}
      problem={change.error ? { error: change.error, stale: false } : null}
      focus="field"
      missing={body.token === '' ? t('accounts.needsToken') : null}
      onSubmit={() =>
        change.mutate(
          { method: 'POST', more: '/token', body },
          {
            onSuccess: () => {
              say(t('accounts.tokenSet', { name: account.name }));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>{t('accounts.tokenMeans')}</p>
      <LineField
        first
        label={t('accounts.token')}
        type="password"
        value={token}
        max={4000}
        onChange={setToken}
      />
    </FormDialog>
  );
}

function DisconnectDialog({ account, onClose }: DialogProps) {
  const { t } = useWords();
  const change = useAccountChange(account);
  return (
    <FormDialog
      title={t('accounts.disconnectTitle', { name: account.name })}
      confirm={t('accounts.disconnect')}
      busy={change.isPending}
      problem={change.error ? { error: change.error, stale: false } : null}
      onSubmit={() =>
        change.mutate(
          { method: 'DELETE', more: '' },
          {
            onSuccess: () => {
              say(t('accounts.disconnectedSaid', { name: account.name }));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>{t('accounts.disconnectMeans')}</p>
      <p>{t('accounts.disconnectKeeps')}</p>
    </FormDialog>
  );
}

/** What whoever looks after the connections can do with one. */
export function AccountTools({ account }: { account: AccountShape }) {
  const words = useWords();
  const { t } = words;
  const [open, setOpen] = useState<'token' | 'disconnect' | null>(null);
  const change = useAccountChange(account);
  const paused = account.outgoing === 'paused';
  const ask = { variant: 'tertiary', 'data-color': 'neutral', 'data-size': 'xs' } as const;
  const named = <span className="sr-only">: {account.name}</span>;
  const close = () => setOpen(null);
  return (
    <>
      <div className="account__tools">
        <Button {...ask} onClick={() => setOpen('token')}>
          {t('accounts.changeToken')}
          {named}
        </Button>
        {account.connected && (
          <>
            <Button
              {...ask}
              aria-busy={change.isPending || undefined}
              onClick={() =>
                change.mutate({
                  method: 'POST',
                  more: '/outgoing',
                  body: { outgoing: paused ? 'active' : 'paused' },
                })
              }
            >
              {t(paused ? 'accounts.resume' : 'accounts.pause')}
              {named}
            </Button>
            <Button {...ask} onClick={() => setOpen('disconnect')}>
              {t('accounts.disconnect')}
              {named}
            </Button>
          </>
        )}
      </div>
      {change.error && <p role="alert">{errorWords(words, change.error)}</p>}
      {open === 'token' && <TokenDialog account={account} onClose={close} />}
      {open === 'disconnect' && <DisconnectDialog account={account} onClose={close} />}
    </>
  );
}
