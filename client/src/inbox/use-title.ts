import { useEffect } from 'react';
import type { View } from '../../../core/inbox/items.contract.ts';
import { useViews } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';

const NAME = 'Uppsikt';

/** The tab says which view it shows, and how many wait in it: a tab behind others is looked at there. */
export function useTitle(view: View, accountId: string | null): void {
  const { t, number } = useWords();
  const count = useViews(accountId).data?.[view] ?? 0;
  const counted = count > 0 && view !== 'closed' ? `(${number(count)}) ` : '';
  const title = `${counted}${t(`view.${view}`)} – ${NAME}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(
    () => () => {
      document.title = NAME;
    },
    [],
  );
}
