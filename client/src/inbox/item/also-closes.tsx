import { Checkbox } from '@digdir/designsystemet-react';
import { useQueries } from '@tanstack/react-query';
import type { ItemShape, ThreadEntry } from '../../../../core/inbox/items.contract.ts';
import { calls } from '../../api/calls.ts';
import { keys } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { veiledBy } from '../../shared/veil.ts';
import { headline } from './headline.ts';
import { mayCloseWith, othersOf } from './other-questions.ts';

/** What else in the thread the reply may answer. Each is asked for, so that only what is still open is offered. */
export function useOthers(
  item: ItemShape,
  thread: readonly ThreadEntry[],
  { wanted, text }: { readonly wanted: boolean; readonly text: string },
) {
  const others = othersOf(item, thread, { text, now: Date.now() });
  const given = new Set(others.filter((other) => other.given).map(({ id }) => id));
  return useQueries({
    queries: others.map(({ id }) => ({
      queryKey: keys.item(id),
      queryFn: () => calls.item(id),
      staleTime: 5_000,
      enabled: wanted,
    })),
    combine: (results) => ({
      items: results.flatMap(({ data }) => (data && mayCloseWith(item, data.item) ? [data.item] : [])),
      given,
      failed: results.some(({ isError }) => isError),
    }),
  });
}

/** What is veiled in the list is veiled here too. */
function wordsOf(item: ItemShape): { key: string } | { text: string } {
  if (veiledBy(item).length > 0) return { key: 'fold.short' };
  if (item.text !== '') return { text: headline(item.text, 120) };
  return { key: item.attachments.length > 0 ? 'text.onlyMedia' : 'text.empty' };
}

interface Props {
  readonly others: ReturnType<typeof useOthers>;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function AlsoCloses({ others, chosen, onChange }: Props) {
  const { t } = useWords();
  if (others.items.length === 0)
    return others.failed ? <p className="also grey small">{t('reply.alsoFailed')}</p> : null;
  return (
    <fieldset className="also" data-size="xs">
      <legend>{t('reply.also')}</legend>
      {others.items.map((other) => {
        const words = wordsOf(other);
        const { id } = other;
        return (
          <Checkbox
            key={id}
            label={'key' in words ? t(words.key) : words.text}
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, id] : chosen.filter((chosenId) => chosenId !== id))
            }
          />
        );
      })}
    </fieldset>
  );
}
