import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { calls } from '../../api/calls.ts';
import { keys } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay } from '../../shared/session.tsx';
import { errorWords } from '../../shared/ui/error-words.ts';

const NONE: ReadonlyMap<number, string> = new Map();

/** Numbers shown in clear, until the page is left or the text changes. Kept nowhere else. */
export function useRevealed({ revision }: Pick<ItemShape, 'revision'>) {
  const [state, setState] = useState({ revision, revealed: NONE });
  const revealed = state.revision === revision ? state.revealed : NONE;
  const keep = (start: number, value: string): void =>
    setState({ revision, revealed: new Map([...revealed, [start, value]]) });
  return { revealed, keep };
}

interface Props {
  readonly item: ItemShape;
  readonly span: ItemShape['masked'][number];
  readonly onShown: (value: string) => void;
}

export function RevealNumber({ item, span, onShown }: Props) {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => calls.reveal(item.id, { revision: item.revision, start: span.start, end: span.end }),
    onSuccess: ({ value }) => {
      onShown(value);
      void client.invalidateQueries({ queryKey: keys.events(item.id) });
    },
  });
  if (!may('personal-data:reveal')) return null;
  const kind = t(`maskedKind.${span.kind}`);
  return (
    <>
      {' '}
      <button
        type="button"
        className="text-link"
        title={t('reveal.hint', { kind })}
        aria-busy={isPending || undefined}
        onClick={() => !isPending && mutate()}
      >
        {t('reveal.show', { kind })}
      </button>
      {error && <span role="alert"> {errorWords(words, error)}</span>}
    </>
  );
}
