import { useWords } from '../../shared/i18n/words.ts';
import './row.css';

/** Rows in the shape of the real ones, shown only when waiting is felt. Of a search only what it found is said. */
export function RowSkeletons({ searching }: { searching: boolean }) {
  const { t } = useWords();
  return (
    <div className="rows rows--waiting" aria-busy="true">
      {!searching && <output className="sr-only">{t('list.loading')}</output>}
      {Array.from({ length: 8 }, (_, index) => (
        <div key={`bone-${index + 1}`} className="row row--bone" aria-hidden="true">
          <span className="bone bone--short" />
          <span className="bone" />
          <span className="bone bone--mid" />
        </div>
      ))}
    </div>
  );
}
