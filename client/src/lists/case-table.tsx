import type { CaseShape } from '../../../core/contract/lists.ts';
import { useWords } from '../shared/i18n/words.ts';

export function CaseTable({ cases, label }: { cases: readonly CaseShape[]; label: string }) {
  const { t } = useWords();
  const columns = ['number', 'subject', 'place', 'board', 'status'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="case-table" tabIndex={0} aria-label={label}>
      <table className="cases">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`lists.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((row) => (
            <tr key={row.number}>
              {columns.map((column) => (
                <td key={column}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
