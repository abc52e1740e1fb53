import { Button } from '@digdir/designsystemet-react';
import { lazy, Suspense, useState } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { MAX_AT_ONCE } from '../hand-over-calls.ts';
import './choosing.css';

const BulkHandOver = lazy(() => import('../dialogs/bulk-hand-over.tsx'));

export interface Choosing {
  /** Null: rows are opened, not chosen. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChosen: (chosen: ReadonlySet<string> | null) => void;
}

/** A row's own box: beside the link, so that both are reached by the keyboard. */
export function ChooseBox({
  item,
  isStop,
  chosen,
  onChosen,
}: Choosing & { readonly item: ItemShape; readonly isStop: boolean }) {
  const { t } = useWords();
  if (chosen === null) return null;
  const isChosen = chosen.has(item.id);
  return (
    <label className="choose-box">
      <input
        type="checkbox"
        tabIndex={isStop ? 0 : -1}
        checked={isChosen}
        onChange={() => {
          const others = new Set(chosen);
          if (isChosen) others.delete(item.id);
          else others.add(item.id);
          onChosen(others);
        }}
      />
      <span className="sr-only">
        {t('bulk.choose', { author: item.author?.name ?? t('author.unknown') })}
      </span>
    </label>
  );
}

/** How many are chosen, and what can be done with them. */
export function ChoosingBar({ chosen, onChosen, rows }: Choosing & { readonly rows: readonly ItemShape[] }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  if (chosen === null) return null;
  const shown = rows.slice(0, MAX_AT_ONCE).map(({ id }) => id);
  const isAll = shown.length > 0 && shown.every((id) => chosen.has(id));
  return (
    <section className="choosing" aria-label={t('bulk.select')}>
      <output className="choosing__count">{t('bulk.chosen', { count: chosen.size })}</output>
      {chosen.size > MAX_AT_ONCE && <p role="alert">{t('bulk.most', { count: MAX_AT_ONCE })}</p>}
      <div className="choosing__buttons">
        <Button
          data-size="xs"
          disabled={chosen.size === 0 || chosen.size > MAX_AT_ONCE}
          onClick={() => setAsking(true)}
        >
          {t('bulk.handOver')}
        </Button>
        <Button
          variant="secondary"
          data-color="neutral"
          data-size="xs"
          onClick={() => onChosen(new Set(isAll ? [] : shown))}
        >
          {t(isAll ? 'bulk.none' : 'bulk.all')}
        </Button>
        <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={() => onChosen(null)}>
          {t('bulk.stop')}
        </Button>
      </div>
      {asking && (
        <Suspense fallback={null}>
          <BulkHandOver
            chosen={chosen}
            rows={rows}
            onDone={() => onChosen(new Set())}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </section>
  );
}
