import { Button } from '@digdir/designsystemet-react';
import type { CaseListShape } from '../../../core/lists/lists.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange } from './calls.ts';
import { By } from './parts.tsx';

/** The list before the present one. Taking it back keeps the present one in its place, so it is not asked twice. */
export function FormerCases({ former }: { former: NonNullable<CaseListShape['former']> }) {
  const words = useWords();
  const { t, number } = words;
  const may = useMay();
  const restore = useChange(listCalls.restoreCases);
  return (
    <section className="setting" aria-labelledby="case-former">
      <h2 id="case-former">
        {t('lists.former.title')} <span className="grey">{number(former.count)}</span>
      </h2>
      <p>
        <bdi>{former.file}</bdi> · <By by={former.by} at={former.at} />
      </p>
      {may('cases:write') && (
        <div className="entry__tools">
          <Button
            variant="secondary"
            data-size="xs"
            aria-busy={restore.isPending || undefined}
            onClick={() => !restore.isPending && restore.mutate(former.at)}
          >
            {t('lists.former.restore', { count: former.count, number: number(former.count) })}
          </Button>
          <span className="grey small">{t('lists.former.hint')}</span>
        </div>
      )}
      {restore.error && <p role="alert">{errorWords(words, restore.error)}</p>}
    </section>
  );
}
