import type { ItemDetail } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { diffWords } from './word-diff.ts';
import '../../shared/styles/figures.css';
import './revisions.css';

interface Props {
  readonly revisions: ItemDetail['revisions'];
  readonly lang: string | undefined;
}

/** Edits as a comparison, each with the one before it, the newest first. */
export function Revisions({ revisions, lang }: Props) {
  const { t, when } = useWords();
  const now = useNow();
  const steps = revisions.slice(1).map((after, index) => ({ before: revisions[index], after }));
  return (
    <details className="figures">
      <summary>{t('revisions.title', { count: revisions.length - 1 })}</summary>
      {steps.reverse().map(({ before, after }) => (
        <div key={after.at + after.receivedAt} className="revision">
          <p className="grey small">{when(after.at, now)}</p>
          <p lang={lang} dir="auto">
            {diffWords(before?.text ?? '', after.text).map(({ kind, text, at }) => {
              if (kind === 'same') return <span key={at}>{text}</span>;
              const Tag = kind === 'added' ? 'ins' : 'del';
              return <Tag key={at}>{text}</Tag>;
            })}
          </p>
        </div>
      ))}
    </details>
  );
}
