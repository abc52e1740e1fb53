import { Button, Dropdown } from '@digdir/designsystemet-react';
import { lazy, Suspense, useState } from 'react';
import type { BulkActType } from '../../../../core/actions/bulk-act.contract.ts';
import { MAX_BULK_ITEMS } from '../../../../core/actions/bulk-act.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay } from '../../shared/session.tsx';
import type { BulkTarget } from '../bulk/bulk-calls.ts';
import { MAX_AT_ONCE } from '../hand-over-calls.ts';
import type { Choosing } from './use-choosing.ts';
import './choosing.css';

const BulkHandOver = lazy(() => import('../dialogs/bulk-hand-over.tsx'));
const BulkDialog = lazy(() => import('../bulk/bulk-dialog.tsx'));

/** A row's own box: beside the link, so that both are reached by the keyboard. */
export function ChooseBox({
  item,
  isStop,
  chosen,
  everything,
  onToggle,
  onRange,
}: Choosing & { readonly item: ItemShape; readonly isStop: boolean }) {
  const { t } = useWords();
  if (chosen === null) return null;
  return (
    <label className="choose-box">
      <input
        type="checkbox"
        tabIndex={isStop ? 0 : -1}
        checked={everything || chosen.has(item.id)}
        onChange={({ nativeEvent }) => {
          if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) onRange(item.id);
          else onToggle(item.id);
        }}
      />
      <span className="sr-only">
        {t('bulk.choose', { author: item.author?.name ?? t('author.unknown') })}
      </span>
    </label>
  );
}

const ACTS: readonly BulkActType[] = ['assign', 'snooze', 'close', 'register', 'confirm', 'hide', 'unhide'];
type Asked = BulkActType | 'handOver';

function ActMenu({
  acts,
  disabled,
  onAsk,
}: {
  acts: readonly Asked[];
  disabled: boolean;
  onAsk: (act: Asked) => void;
}) {
  const { t } = useWords();
  if (disabled)
    return (
      <Button data-size="xs" disabled>
        {t('bulkAct.menu')}
      </Button>
    );
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger data-size="xs" id="bulk-menu">
        {t('bulkAct.menu')}
      </Dropdown.Trigger>
      <Dropdown placement="top-start" data-size="xs">
        <Dropdown.List>
          {acts.map((act) => (
            <Dropdown.Item key={act}>
              <Dropdown.Button
                onClick={(event) => {
                  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
                  onAsk(act);
                }}
              >
                {t(act === 'handOver' ? 'bulk.handOver' : `bulkAct.title.${act}`)}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

interface BarProps extends Choosing {
  readonly rows: readonly ItemShape[];
  /** What the list shows: all that match. */
  readonly matching: NonNullable<BulkTarget['matching']>;
}

/** How many are chosen, and what can be done with them. */
export function ChoosingBar({ chosen, everything, onChosen, onEverything, rows, matching }: BarProps) {
  const { t } = useWords();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (chosen === null) return null;
  const picked = rows.filter(({ id }) => chosen.has(id));
  const isAll = rows.length > 0 && picked.length === rows.length;
  const items = picked.map(({ id, version }) => ({ id, version }));
  const isTooMany = picked.length > MAX_BULK_ITEMS;
  const acts: Asked[] = ACTS.filter((act) => may(act === 'register' ? 'items:register' : 'items:act'));
  if (may('items:register') && !everything && picked.length <= MAX_AT_ONCE) acts.push('handOver');
  const close = (): void => {
    setAsked(null);
    // The dialogs come one after the other: the last one knows no longer where the first was opened.
    requestAnimationFrame(() => document.getElementById('bulk-menu')?.focus());
  };
  return (
    <section className="choosing" aria-label={t('bulk.select')}>
      <output className="choosing__count">
        {everything ? t('bulkAct.everythingChosen') : t('bulk.chosen', { count: picked.length })}
      </output>
      {isTooMany && <p role="alert">{t('bulk.most', { count: MAX_BULK_ITEMS })}</p>}
      <div className="choosing__buttons">
        <ActMenu acts={acts} disabled={isTooMany || (picked.length === 0 && !everything)} onAsk={setAsked} />
        <Button
          variant="secondary"
          data-color="neutral"
          data-size="xs"
          onClick={() => onChosen(new Set(isAll || everything ? [] : rows.map(({ id }) => id)))}
        >
          {t(isAll || everything ? 'bulk.none' : 'bulk.all')}
        </Button>
        {!everything && (
          <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onEverything}>
            {t('bulkAct.everything')}
          </Button>
        )}
        <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={() => onChosen(null)}>
          {t('bulk.stop')}
        </Button>
      </div>
      {asked === 'handOver' && (
        <Suspense fallback={null}>
          <BulkHandOver
            chosen={new Set(picked.map(({ id }) => id))}
            rows={rows}
            onDone={() => onChosen(new Set())}
            onClose={close}
          />
        </Suspense>
      )}
      {asked !== null && asked !== 'handOver' && (
        <Suspense fallback={null}>
          <BulkDialog
            type={asked}
            target={everything ? { matching } : { items }}
            onStarted={() => onChosen(new Set())}
            onClose={close}
          />
        </Suspense>
      )}
    </section>
  );
}
