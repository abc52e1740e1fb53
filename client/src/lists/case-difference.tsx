/** What an import would change, before it does: how many are new, gone and changed, with the first of each. */
import type { CaseImportReport, CaseShape } from '../../../core/lists/lists.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import '../shared/styles/figures.css';
import { CaseTable } from './case-table.tsx';

type Difference = CaseImportReport['difference'];
const FIELDS = ['subject', 'place', 'board', 'status'] as const;

function Changed({ before, after }: { before: CaseShape; after: CaseShape }) {
  const { t } = useWords();
  return (
    <li>
      <bdi>{after.number}</bdi>
      {FIELDS.filter((field) => before[field] !== after[field]).map((field) => (
        <span key={field} className="case-change">
          {t(`lists.column.${field}`)}: <del>{before[field] ?? t('lists.difference.nothing')}</del>{' '}
          <ins>{after[field] ?? t('lists.difference.nothing')}</ins>
        </span>
      ))}
    </li>
  );
}

function Rows({ what, difference }: { what: 'added' | 'gone'; difference: Difference }) {
  const { t, number } = useWords();
  const rows = difference.samples[what];
  if (rows.length === 0) return null;
  const label = t(`lists.difference.${what}`, { count: difference[what], number: number(difference[what]) });
  return (
    <details className="figures">
      <summary>{label}</summary>
      <CaseTable cases={rows} label={label} />
      {difference[what] > rows.length && <p className="grey small">{t('lists.difference.first')}</p>}
    </details>
  );
}

export function CaseDifference({ difference }: { difference: Difference }) {
  const { t, number } = useWords();
  const { added, gone, changed, unchanged, samples } = difference;
  if (added + gone + changed === 0) return <p>{t('lists.difference.none')}</p>;
  return (
    <div className="case-difference">
      <p>
        <strong>
          {t('lists.difference.sum', {
            added: number(added),
            gone: number(gone),
            changed: number(changed),
            unchanged: number(unchanged),
          })}
        </strong>
      </p>
      <Rows what="gone" difference={difference} />
      {samples.changed.length > 0 && (
        <details className="figures">
          <summary>{t('lists.difference.changed', { count: changed, number: number(changed) })}</summary>
          <ul className="case-changes">
            {samples.changed.map((pair) => (
              <Changed key={pair.after.number} {...pair} />
            ))}
          </ul>
          {changed > samples.changed.length && <p className="grey small">{t('lists.difference.first')}</p>}
        </details>
      )}
      <Rows what="added" difference={difference} />
    </div>
  );
}
