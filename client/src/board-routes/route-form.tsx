import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { BoardRouteShape, BoardRoutes } from '../../../core/records/hand-over.contract.ts';
import { ROUTE_KINDS, ROUTE_LANGUAGES } from '../../../core/records/hand-over-route.ts';
import { PACKAGE_FORMATS } from '../../../core/records/package-format.ts';
import { CheckField, RadioField, SelectField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import { saveRoute, useRouteChange } from './calls.ts';
import { type Draft, draftOf, isComplete, requestOf, withFormat, withKind } from './draft.ts';
import { KindFields } from './fields.tsx';

interface Props {
  readonly of: BoardRouteShape;
  readonly around: Pick<BoardRoutes, 'mailServer' | 'folderRoot'>;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

function Formats({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const { t } = useWords();
  if (draft.kind !== 'email')
    return (
      <SelectField
        label={t('boardRoutes.formats')}
        value={draft.formats[0] ?? 'evidence'}
        options={PACKAGE_FORMATS.map((value) => ({ value, label: t(`package.format.${value}`) }))}
        onChange={(format) => onDraft(withFormat(draft, format, true))}
      />
    );
  return (
    <fieldset className="radios">
      <legend>{t('boardRoutes.formats')}</legend>
      <p className="grey small">{t('boardRoutes.formatsHint')}</p>
      {PACKAGE_FORMATS.map((format) => (
        <CheckField
          key={format}
          label={t(`package.format.${format}`)}
          checked={draft.formats.includes(format)}
          onChange={(chosen) => onDraft(withFormat(draft, format, chosen))}
        />
      ))}
    </fieldset>
  );
}

/** What the operator has not set up: it can be saved, and the trial will say the same. */
function Closed({ draft, around }: { draft: Draft; around: Props['around'] }) {
  const { t } = useWords();
  if (draft.kind === 'email' && !around.mailServer)
    return (
      <Caution>
        <p>{t('boardRoutes.noMailServer')}</p>
      </Caution>
    );
  if (draft.kind === 'folder' && around.folderRoot === null)
    return (
      <Caution>
        <p>{t('boardRoutes.noFolderRoot')}</p>
      </Caution>
    );
  return null;
}

export function RouteForm({ of, around, onSaved, onCancel }: Props) {
  const words = useWords();
  const { t } = words;
  const [draft, setDraft] = useState(() => draftOf(of));
  const save = useRouteChange(saveRoute, onSaved);
  const known = of.route?.settings;
  const isSame =
    known?.kind === 'sftp' &&
    known.host === draft.host.trim() &&
    String(known.port) === draft.port.trim() &&
    known.user === draft.user.trim();
  const hasSecret = (of.route?.hasSecret ?? false) && isSame;
  return (
    <form
      className="board-form"
      aria-label={t('boardRoutes.form', { board: of.board })}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(draft, hasSecret) && !save.isPending) save.mutate(requestOf(of.board, draft));
      }}
    >
      <RadioField
        label={t('boardRoutes.kind')}
        value={draft.kind}
        options={ROUTE_KINDS.map((value) => ({ value, label: t(`boardRoutes.kindName.${value}`) }))}
        onChange={(kind) => setDraft(withKind(draft, kind))}
      />
      <Closed draft={draft} around={around} />
      <KindFields
        draft={draft}
        hasSecret={hasSecret}
        folderRoot={around.folderRoot}
        onChange={(some) => setDraft({ ...draft, ...some })}
      />
      <Formats draft={draft} onDraft={setDraft} />
      <CheckField
        label={t('boardRoutes.internal')}
        hint={t('boardRoutes.internalHint')}
        checked={draft.internal}
        onChange={(internal) => setDraft({ ...draft, internal })}
      />
      <SelectField
        label={t('boardRoutes.language')}
        value={draft.language}
        options={ROUTE_LANGUAGES.map((value) => ({ value, label: t(`boardRoutes.languageName.${value}`) }))}
        onChange={(language) => setDraft({ ...draft, language })}
      />
      {save.error && <p role="alert">{errorWords(words, save.error)}</p>}
      <div className="board-form__buttons">
        <Button
          type="submit"
          data-size="xs"
          disabled={!isComplete(draft, hasSecret)}
          aria-busy={save.isPending || undefined}
        >
          {t('boardRoutes.save')}
        </Button>
        <Button type="button" variant="secondary" data-color="neutral" data-size="xs" onClick={onCancel}>
          {t('boardRoutes.cancel')}
        </Button>
      </div>
    </form>
  );
}
