import type { CaseShape } from '../../../core/lists/lists.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';

export function CaseTable({ cases, label }: { cases: readonly CaseShape[]; label: string }) {
  const { t } = useWords();
  const columns = ['number', 'subject', 'place', 'board', 'status'] as const;
  return (
    <ScrollingTable label={label}>
      <table className="table cases">
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
    </ScrollingTable>
  );
}
