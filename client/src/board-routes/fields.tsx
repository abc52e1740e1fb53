/** The fields of each kind of way. */
import { LineField, RadioField, TextField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import type { Draft } from './draft.ts';

const MAX_TYPED = 500;

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
        <LineField
          max={MAX_TYPED}
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
          <LineField
            max={MAX_TYPED}
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
        <LineField
          max={MAX_TYPED}
          label={t('boardRoutes.host')}
          value={draft.host}
          onChange={(host) => onChange({ host })}
        />
        <LineField
          max={MAX_TYPED}
          label={t('boardRoutes.port')}
          numeric
          value={draft.port}
          onChange={(port) => onChange({ port })}
        />
      </div>
      <LineField
        max={MAX_TYPED}
        label={t('boardRoutes.user')}
        value={draft.user}
        onChange={(user) => onChange({ user })}
      />
      <LineField
        max={MAX_TYPED}
        label={t('boardRoutes.folder')}
        hint={t('boardRoutes.folderHintSftp')}
        value={draft.folder}
        onChange={(folder) => onChange({ folder })}
      />
      <Secret {...props} />
      <LineField
        max={MAX_TYPED}
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
      <LineField
        max={MAX_TYPED}
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
    <LineField
      max={MAX_TYPED}
      label={t('boardRoutes.to')}
      type="email"
      value={draft.to}
      onChange={(to) => onChange({ to })}
    />
  );
}
