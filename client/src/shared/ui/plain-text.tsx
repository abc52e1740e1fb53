import { hasHiddenSigns, withSignsApart } from '../../../../core/inbox/hidden-signs.ts';
import { useWords } from '../i18n/words.ts';
import './plain-text.css';

function Sign({ sign, kind }: { sign: string; kind: 'direction' | 'invisible' }) {
  const { t } = useWords();
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return (
    <span className="sign" dir="ltr" title={`${t(`sign.${kind}`)} (U+${code})`}>
      <span aria-hidden="true">{kind === 'direction' ? '⇄' : '·'}</span>
      <span className="sr-only">{t(`sign.${kind}`)}</span>
    </span>
  );
}

/** What somebody wrote, letter for letter in its order: what would turn it round or cannot be seen stands as a mark. */
export function PlainText({ text }: { text: string }) {
  if (!hasHiddenSigns(text)) return text;
  return withSignsApart(text).map(({ start, text: part, sign }) =>
    sign === null ? <span key={start}>{part}</span> : <Sign key={start} sign={part} kind={sign} />,
  );
}
