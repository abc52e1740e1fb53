import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { Failure } from '../ui/failure.tsx';
import './report.css';

interface Read {
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** A part of the page with its own loading and failing, so that one slow table holds up no other. */
export function Section({
  id,
  title,
  lead,
  read,
  empty,
  children,
}: {
  id: string;
  title: string;
  lead?: ReactNode;
  read: Read;
  /** Said instead of the content when there is none. */
  empty?: string | null;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <section className="panel" id={id} aria-labelledby={`${id}-title`} aria-busy={read.isPending}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
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
    </section>
  );
}
