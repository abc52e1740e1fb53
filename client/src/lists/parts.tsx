/** Small pieces that the tabs share. */
import { Field, Input, Label, ValidationMessage } from '@digdir/designsystemet-react';
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

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly max: number;
  readonly type?: 'text' | 'date' | 'search';
  readonly required?: boolean;
  readonly error?: string | null;
  readonly onChange: (value: string) => void;
}

export function LineField({ label, hint, value, max, type = 'text', required, error, onChange }: LineProps) {
  return (
    <Field>
      <Label>{label}</Label>
      {hint && <Field.Description>{hint}</Field.Description>}
      <Input
        type={type}
        value={value}
        maxLength={max}
        autoComplete="off"
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}
