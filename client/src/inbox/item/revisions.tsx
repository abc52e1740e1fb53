import type { ItemDetail } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { PlainText } from '../../shared/ui/plain-text.tsx';
import { type EditStep, editSteps } from './edit-steps.ts';
import { diffWords } from './word-diff.ts';
import '../../shared/styles/figures.css';
import './revisions.css';

interface Props {
  readonly revisions: ItemDetail['revisions'];
  /** How many texts it has had, of which not all are at hand. */
  readonly count: number;
  readonly lang: string | undefined;
}

function Comparison({ before, after, lang }: { before: string; after: string; lang: string | undefined }) {
  return (
    <p lang={lang} dir="auto">
      {diffWords(before, after).map(({ kind, text, at }) => {
        if (kind === 'same') return <PlainText key={at} text={text} />;
        const Tag = kind === 'added' ? 'ins' : 'del';
        return (
          <Tag key={at}>
            <PlainText text={text} />
          </Tag>
        );
      })}
    </p>
  );
}

function Step({ step: { revision, before, skipped }, lang }: { step: EditStep; lang: string | undefined }) {
  const { t, when } = useWords();
  const now = useNow();
  const { text } = revision;
  return (
    <div className="revision">
      <p className="grey small">{when(revision.at, now)}</p>
      {text === null && <p className="grey">{t('revisions.textLeftOut')}</p>}
      {text !== null && before !== null && <Comparison before={before} after={text} lang={lang} />}
      {text !== null && before === null && (
        <>
          <p lang={lang} dir="auto">
            <PlainText text={text} />
          </p>
          {skipped === 0 && <p className="grey">{t('revisions.nothingToCompare')}</p>}
        </>
      )}
      {skipped > 0 && <p className="grey">{t('revisions.skipped', { count: skipped })}</p>}
    </div>
  );
}

/** Edits as a comparison, each with the one before it, the newest first. */
export function Revisions({ revisions, count, lang }: Props) {
  const { t } = useWords();
  return (
    <details className="figures">
      <summary>{t('revisions.title', { count: Math.max(count, revisions.length) - 1 })}</summary>
      {editSteps(revisions, count).map((step) => (
        <Step key={step.at} step={step} lang={lang} />
      ))}
    </details>
  );
}
