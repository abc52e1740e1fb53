import { citedRule } from '../../../../core/moderation/cited-rule.ts';
import type { RemovalReason } from '../../../../core/moderation/removal.ts';
import { Quote } from '../../shared/dialog/fields.tsx';
import { useWords } from '../../shared/i18n/words.ts';

interface Props {
  readonly rule: { readonly text: string; readonly lang: string };
  readonly reason: RemovalReason;
}

/** The sentence that the reason cites; the rest is folded, so that reason and button stand together. */
export function HouseRule({ rule: { text, lang }, reason }: Props) {
  const { t } = useWords();
  const cited = citedRule(text, lang, reason);
  return (
    <div className="dialog__rule">
      {cited && (
        <>
          <p className="grey small">{t('removal.rule')}</p>
          <Quote lang={lang}>
            {cited.before}
            <strong>{cited.named}</strong>
            {cited.after}
          </Quote>
        </>
      )}
      <details>
        <summary>{t('removal.allRules')}</summary>
        <Quote lang={lang}>{text}</Quote>
      </details>
    </div>
  );
}
