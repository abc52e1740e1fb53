import { Button } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseListShape } from '../../../core/lists/lists.contract.ts';
import { LineField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useCaseList, useChange } from './calls.ts';
import { CaseImport } from './case-import.tsx';
import { CaseTable } from './case-table.tsx';
import { FormerCases } from './former-cases.tsx';
import { By, Loaded } from './parts.tsx';

/** Emptying is asked for twice: the file may be far away. */
function EmptyList({ count }: { count: number }) {
  const words = useWords();
  const { t, number } = words;
  const [sure, setSure] = useState(false);
  const empty = useChange(listCalls.removeCases);
  if (!sure)
    return (
      <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={() => setSure(true)}>
        {t('lists.emptyCases')}
      </Button>
    );
  return (
    <div className="entry__tools">
      <span>{t('lists.emptySure', { count: number(count) })}</span>
      <Button data-size="xs" aria-busy={empty.isPending || undefined} onClick={() => empty.mutate(undefined)}>
        {t('lists.emptyYes')}
      </Button>
      <Button variant="secondary" data-color="neutral" data-size="xs" onClick={() => setSure(false)}>
        {t('dialog.cancel')}
      </Button>
      {empty.error && <p role="alert">{errorWords(words, empty.error)}</p>}
    </div>
  );
}

function Cases({ list }: { list: CaseListShape }) {
  const words = useWords();
  const { t, number } = words;
  const may = useMay();
  const [wanted, setWanted] = useState('');
  const search = useQuery({
    queryKey: ['lists', 'cases', 'search', wanted],
    queryFn: () => listCalls.searchCases(wanted),
    enabled: wanted.trim() !== '',
    placeholderData: (before) => before,
  });
  if (list.imported === null) return <p>{t('lists.noCases')}</p>;
  const shown = wanted.trim() === '' ? list.cases : search.data?.cases;
  return (
    <section className="setting" aria-labelledby="case-list">
      <h2 id="case-list">
        {t('lists.caseList')} <span className="grey">{number(list.count)}</span>
      </h2>
      <p>
        <bdi>{list.imported.file}</bdi> · <By by={list.imported.by} at={list.imported.at} />
      </p>
      <LineField label={t('lists.findCase')} type="search" value={wanted} max={200} onChange={setWanted} />
      <div aria-live="polite">
        {search.error && <p>{errorWords(words, search.error)}</p>}
        {shown?.length === 0 && <p>{t('lists.noneFound')}</p>}
        {wanted.trim() === '' && list.count > list.cases.length && (
          <p className="grey">{t('lists.firstCases', { count: list.cases.length })}</p>
        )}
      </div>
      {shown && shown.length > 0 && <CaseTable cases={shown} label={t('lists.caseList')} />}
      {may('cases:write') && <EmptyList count={list.count} />}
    </section>
  );
}

export function CasesTab() {
  const { t } = useWords();
  const may = useMay();
  const query = useCaseList();
  return (
    <>
      <p>{t('lists.casesIntro')}</p>
      {may('cases:write') ? (
        <CaseImport listed={query.data?.count ?? null} />
      ) : (
        <p className="grey">{t('lists.readOnly')}</p>
      )}
      <Loaded query={query}>
        {(list) => (
          <>
            <Cases list={list} />
            {list.former && <FormerCases former={list.former} />}
          </>
        )}
      </Loaded>
    </>
  );
}
