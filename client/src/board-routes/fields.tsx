/** The fields of each kind of way. */
import { Field, Input, Label } from '@digdir/designsystemet-react';
import { RadioField, TextField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import type { Draft } from './draft.ts';

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly numeric?: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ label, hint, value, type = 'text', numeric = false, onChange }: LineProps) {
  return (
    <Field>
      <Label>{label}</Label>
      {hint && <Field.Description>{hint}</Field.Description>}
      <Input
        type={type}
        value={value}
        maxLength={500}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellCheck={false}
        {...(numeric && { inputMode: 'numeric' as const })}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

interface Props {
  readonly draft: Draft;
  readonly hasSecret: boolean;
  readonly folderRoot: string | null;
  readonly onChange: (some: Partial<Draft>) => void;
}

function Secret({ draft, hasSecret, onChange }: Props) {
  const { t } = useWords();
  const hint = hasSecret ? { hint: t('boardRoutes.secretKept') } : {};
  return (
    <>
      <RadioField
        label={t('boardRoutes.secretKind')}
        value={draft.secretKind}
        options={(['password', 'key'] as const).map((value) => ({ value, label: t(`boardRoutes.${value}`) }))}
        onChange={(secretKind) => onChange({ secretKind })}
      />
      {draft.secretKind === 'password' ? (
        <Line
          label={t('boardRoutes.password')}
          {...hint}
          type="password"
          value={draft.password}
          onChange={(password) => onChange({ password })}
        />
      ) : (
        <>
          <TextField
            label={t('boardRoutes.key')}
            {...hint}
            rows={4}
            max={20_000}
            value={draft.privateKey}
            onChange={(privateKey) => onChange({ privateKey })}
          />
          <Line
            label={t('boardRoutes.passphrase')}
            type="password"
            value={draft.passphrase}
            onChange={(passphrase) => onChange({ passphrase })}
          />
        </>
      )}
    </>
  );
}

function SftpFields(props: Props) {
  const { draft, onChange } = props;
  const { t } = useWords();
  return (
    <>
      <div className="board-form__machine">
        <Line label={t('boardRoutes.host')} value={draft.host} onChange={(host) => onChange({ host })} />
        <Line
          label={t('boardRoutes.port')}
          numeric
          value={draft.port}
          onChange={(port) => onChange({ port })}
        />
      </div>
      <Line label={t('boardRoutes.user')} value={draft.user} onChange={(user) => onChange({ user })} />
      <Line
        label={t('boardRoutes.folder')}
        hint={t('boardRoutes.folderHintSftp')}
        value={draft.folder}
        onChange={(folder) => onChange({ folder })}
      />
      <Secret {...props} />
      <Line
        label={t('boardRoutes.hostKey')}
        hint={t('boardRoutes.hostKeyHint')}
        value={draft.hostKey}
        onChange={(hostKey) => onChange({ hostKey })}
      />
    </>
  );
}

export function KindFields(props: Props) {
  const { draft, folderRoot, onChange } = props;
  const { t } = useWords();
  if (draft.kind === 'sftp') return <SftpFields {...props} />;
  if (draft.kind === 'folder')
    return (
      <Line
        label={t('boardRoutes.folder')}
        hint={
          folderRoot === null
            ? t('boardRoutes.noFolderRoot')
            : t('boardRoutes.folderHint', { root: folderRoot })
        }
        value={draft.folder}
        onChange={(folder) => onChange({ folder })}
      />
    );
  return (
    <Line label={t('boardRoutes.to')} type="email" value={draft.to} onChange={(to) => onChange({ to })} />
  );
}
