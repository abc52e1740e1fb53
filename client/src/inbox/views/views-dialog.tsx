import { Button } from '@digdir/designsystemet-react';
import { ArrowDownIcon, ArrowUpIcon, PencilIcon, TrashIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { SavedViewShape } from '../../../../core/inbox/saved-views.contract.ts';
import { useOrderViews, useRemoveView, useSavedViews } from '../../api/saved-views.ts';
import { DialogFrame } from '../../shared/dialog/dialog-frame.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { say } from '../../shared/said.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';
import './views-dialog.css';

interface ToolProps {
  readonly label: string;
  readonly Icon: typeof PencilIcon;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ label, Icon, disabled = false, onClick }: ToolProps) {
  return (
    <Button
      icon
      variant="tertiary"
      data-color="neutral"
      data-size="xs"
      aria-label={label}
      title={label}
      aria-disabled={disabled || undefined}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}

/** The same list with one moved by a step. */
const moved = (ids: readonly string[], at: number, step: 1 | -1): string[] => {
  const next = [...ids];
  const [one] = next.splice(at, 1);
  next.splice(at + step, 0, ...(one === undefined ? [] : [one]));
  return next;
};

function Facts({ view }: { view: SavedViewShape }) {
  const { t } = useWords();
  return (
    <>
      {view.count === null && <span className="views__lost">{t('saved.lost')}</span>}
      {view.type === 'shared' && (
        <span className="grey small">
          {view.by === null ? t('saved.isShared') : t('saved.sharedBy', { name: view.by })}
        </span>
      )}
    </>
  );
}

/** Names, order, sharing and removal. */
export function ViewsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { data, error, refetch } = useSavedViews();
  const order = useOrderViews();
  const remove = useRemoveView();
  const [changed, setChanged] = useState<SavedViewShape | null>(null);
  const [leaving, setLeaving] = useState<SavedViewShape | null>(null);
  const views = data?.views ?? [];
  const ids = views.map(({ id }) => id);
  if (changed !== null) return <SaveViewDialog filters={changed.filters} known={changed} onClose={onClose} />;
  return (
    <DialogFrame title={t('saved.manage')} onClose={onClose}>
      {!data && !error && <p aria-busy="true">{t('saved.loading')}</p>}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {(order.error || remove.error) && <Failure error={order.error ?? remove.error} />}
      {data && views.length === 0 && <p>{t('saved.none')}</p>}
      <ul className="plain views">
        {views.map((view, at) => (
          <li key={view.id} className="views__one">
            <span className="views__words">
              <bdi>{view.name}</bdi>
              <Facts view={view} />
            </span>
            <Tool
              label={t('saved.up', { name: view.name })}
              Icon={ArrowUpIcon}
              disabled={at === 0}
              onClick={() => order.mutate(moved(ids, at, -1))}
            />
            <Tool
              label={t('saved.down', { name: view.name })}
              Icon={ArrowDownIcon}
              disabled={at === views.length - 1}
              onClick={() => order.mutate(moved(ids, at, 1))}
            />
            {view.mine && (
              <>
                <Tool
                  label={t('saved.rename', { name: view.name })}
                  Icon={PencilIcon}
                  onClick={() => setChanged(view)}
                />
                <Tool
                  label={t('saved.remove', { name: view.name })}
                  Icon={TrashIcon}
                  onClick={() => setLeaving(view)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {leaving !== null && (
        <div className="dialog__buttons" role="alert">
          <p>{t('saved.really', { name: leaving.name })}</p>
          <Button
            onClick={() => {
              remove.mutate(leaving.id, {
                onSuccess: () => say(t('saved.removed', { name: leaving.name })),
              });
              setLeaving(null);
            }}
          >
            {t('saved.removeConfirm')}
          </Button>
          <Button variant="secondary" data-color="neutral" onClick={() => setLeaving(null)}>
            {t('saved.keep')}
          </Button>
        </div>
      )}
      <div className="dialog__buttons">
        <Button variant="secondary" data-color="neutral" onClick={onClose}>
          {t('bulk.close')}
        </Button>
      </div>
    </DialogFrame>
  );
}
