import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';

/** What was asked besides our classifiers, in one sentence: whose word it is, and that it decides nothing. */
export function SecondOpinion({
  opinion,
  revision,
}: {
  opinion: ItemShape['secondOpinion'];
  revision: number;
}) {
  const { t, number } = useWords();
  if (opinion === null) return null;
  const name = [opinion.name, opinion.version].filter(Boolean).join(' ');
  const found = opinion.categories
    .map(({ category, score }) => `${t(`category.${category}`)} ${number(score, 2)}`)
    .join(', ');
  const words =
    opinion.state === 'failed'
      ? t('secondOpinion.failed', { name, cause: t(`secondOpinion.cause.${opinion.cause ?? 'unreachable'}`) })
      : found === ''
        ? t('secondOpinion.nothing', { name })
        : t('secondOpinion.given', { name, found });
  return (
    <p className="selected-item__meta grey">
      {words} {opinion.revision !== revision && t('secondOpinion.older')}
    </p>
  );
}
