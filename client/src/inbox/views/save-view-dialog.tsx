import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SavedFilters, SavedViewShape } from '../../../../core/inbox/saved-views.contract.ts';
import { MAX_VIEW_NAME } from '../../../../core/inbox/typed-limits.ts';
import { useSaveView } from '../../api/saved-views.ts';
import { CheckField, LineField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { savedPath } from '../../shared/inbox-path.ts';
import { say } from '../../shared/said.ts';
import { useMay } from '../../shared/session.tsx';

interface Props {
  readonly filters: SavedFilters;
  /** The one that is changed; null: a new one. */
  readonly known: SavedViewShape | null;
  readonly onClose: () => void;
}

export function SaveViewDialog({ filters, known, onClose }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const may = useMay();
  const save = useSaveView();
  const [name, setName] = useState(known?.name ?? '');
  const [isShared, setShared] = useState(known?.type === 'shared');
  /** A colleague's shared one stays shared. */
  const isTheirs = known === null || known.by === null;
  const typed = name.trim();
  const submit = async (): Promise<void> => {
    const body = { type: isShared ? 'shared' : 'own', name: typed, filters } as const;
    try {
      await save.mutateAsync({ viewId: known?.id ?? null, ...body });
    } catch {
      // Its error stands in the dialog.
      return;
    }
    say(t('saved.saved', { name: typed }));
    if (known === null) void navigate(savedPath(filters));
    onClose();
  };
  return (
    <FormDialog
      title={t(known === null ? 'saved.save' : 'saved.change')}
      confirm={t('saved.confirm')}
      busy={save.isPending}
      problem={save.error ? { error: save.error, stale: false } : null}
      missing={typed === '' ? t('saved.missing') : null}
      focus="field"
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <LineField first label={t('saved.name')} value={name} max={MAX_VIEW_NAME} onChange={setName} />
      {isTheirs && (may('views:share') || isShared) && (
        <CheckField
          label={t('saved.share')}
          hint={t('saved.shareHint')}
          checked={isShared}
          onChange={setShared}
        />
      )}
    </FormDialog>
  );
}
