import { useAccounts } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { useExports } from './calls.ts';
import { ExportRow } from './export-row.tsx';
import { RequestForm } from './request-form.tsx';
import './exports.css';

function Loading() {
  const { t } = useWords();
  return (
    <output className="grey" aria-busy="true">
      {t('exports.loading')}
    </output>
  );
}

function Made({ names }: { names: ReadonlyMap<string, string> }) {
  const { t } = useWords();
  const { data, error, refetch } = useExports();
  return (
    <section aria-labelledby="exports-made">
      <h2 id="exports-made">{t('exports.made')}</h2>
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.exports.length === 0 && <p className="grey">{t('exports.none')}</p>}
      <ul className="export-rows">
        {data?.exports.map((of) => (
          <ExportRow key={of.id} of={of} names={names} />
        ))}
      </ul>
    </section>
  );
}

export default function ExportsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useAccounts();
  const accounts = data?.accounts ?? [];
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.exports')}</h1>
        <p className="grey">{t('exports.intro')}</p>
        {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && accounts.length === 0 && <Notice title={t('exports.noAccounts')} />}
        {accounts.length > 0 && <RequestForm accounts={accounts} />}
        <Made names={new Map(accounts.map(({ id, name }) => [id, name]))} />
      </div>
    </div>
  );
}
