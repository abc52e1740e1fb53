/** Small pieces that the tabs share. */
import type { ReactNode } from 'react';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { Failure } from '../shared/ui/failure.tsx';

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Loading, failed, or there. */
export function Loaded<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  const { t } = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <output className="grey" aria-busy="true">
      {t('lists.loading')}
    </output>
  );
}

/** Who wrote it and when. */
export function By({ by, at }: { by: { id: string; name: string | null }; at: string }) {
  const { t, when } = useWords();
  const now = useNow();
  return (
    <span className="grey small">
      {t('lists.by', { name: by.name ?? t('actor.token'), at: when(at, now) })}
    </span>
  );
}
