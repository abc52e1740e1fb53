import { Link, useSearchParams } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';

/** The parts of the page in its order. A link opens its part and takes the focus there. */
export function Contents({ parts }: { parts: readonly (readonly [id: string, title: string])[] }) {
  const { t } = useWords();
  const [params] = useSearchParams();
  return (
    <nav className="contents no-print" aria-label={t('monitor.contents')}>
      <ul>
        {parts.map(([id, title]) => (
          <li key={id}>
            <Link to={{ search: params.toString(), hash: id }}>{title}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
