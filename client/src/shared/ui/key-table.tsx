import { useWords } from '../i18n/words.ts';
import type { KeyLine } from '../key-lines.ts';
import './key-table.css';

export function KeyTable({ lines }: { lines: readonly KeyLine[] }) {
  const { t } = useWords();
  return (
    <table className="keys">
      <thead>
        <tr>
          <th scope="col">{t('help.key')}</th>
          <th scope="col">{t('help.does')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ keys, word }) => (
          <tr key={word}>
            <td>
              {keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </td>
            <td>{t(word)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
