import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../i18n/words.ts';
import { Failure } from '../ui/failure.tsx';
import './report.css';

interface Read {
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** Open or folded at first; a link to the part opens it and takes the focus there. */
function useFold(id: string, fold: 'open' | 'folded' | undefined) {
  const [isOpen, setOpen] = useState(fold !== 'folded');
  const { hash, key } = useLocation();
  useEffect(() => {
    if (fold === undefined || hash !== `#${id}` || key === '') return;
    setOpen(true);
    const title = document.getElementById(`${id}-title`);
    title?.focus();
    title?.scrollIntoView({ block: 'start' });
  }, [hash, key, id, fold]);
  return { isOpen, toggle: () => setOpen((open) => !open) };
}

/** A part of the page with its own loading and failing, so that one slow table holds up no other. */
export function Section({
  id,
  title,
  lead,
  read,
  empty,
  fold,
  children,
}: {
  id: string;
  title: string;
  lead?: ReactNode;
  read: Read;
  /** Said instead of the content when there is none. */
  empty?: string | null;
  /** How a part that folds begins; not set: it does not fold. */
  fold?: 'open' | 'folded';
  children: ReactNode;
}) {
  const { t } = useWords();
  const { isOpen, toggle } = useFold(id, fold);
  return (
    <section className="panel" id={id} aria-labelledby={`${id}-title`} aria-busy={read.isPending}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {fold === undefined ? (
          title
        ) : (
          <button
            type="button"
            className="panel__fold"
            aria-expanded={isOpen}
            aria-controls={`${id}-body`}
            onClick={toggle}
          >
            {title}
          </button>
        )}
      </h2>
      <div className="panel__body" id={`${id}-body`} hidden={!isOpen}>
        {lead !== undefined && <p className="grey small">{lead}</p>}
        {read.error ? (
          <Failure error={read.error} onRetry={() => void read.refetch()} />
        ) : read.isPending ? (
          <div className="panel__skeleton">
            <span className="sr-only">{t('monitor.loading')}</span>
          </div>
        ) : empty ? (
          <p className="panel__empty">{empty}</p>
        ) : (
          children
        )}
      </div>
    </section>
  );
}
