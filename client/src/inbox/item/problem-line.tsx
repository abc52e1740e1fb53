import { Button } from '@digdir/designsystemet-react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { errorWords, requestIdOf } from '../../shared/ui/error-words.ts';
import { Caution } from '../../shared/ui/notice.tsx';
import type { Problem } from '../acting/use-acting.ts';

/** What a colleague's change looks like now, in one sentence above the draft. */
function Present({ item }: { item: ItemShape }) {
  const { t } = useWords();
  const parts = [
    t(`status.${item.status}`),
    ...(item.visibility === 'public' ? [] : [t(`visibility.${item.visibility}`)]),
    t(`deadline.state.${item.deadline.state}`),
  ];
  return <p>{t('problem.now', { state: parts.join(' · ') })}</p>;
}

export function ProblemLine({
  problem,
  item,
  onClose,
}: {
  problem: Problem;
  item: ItemShape;
  onClose: () => void;
}) {
  const words = useWords();
  const requestId = requestIdOf(problem.error);
  return (
    <div className="problem">
      <Caution live>
        <p>
          <strong>{words.t(problem.stale ? 'problem.stale' : `problem.${problem.request.type}`)}</strong>{' '}
          {problem.stale ? words.t('problem.kept') : errorWords(words, problem.error)}
        </p>
        {problem.stale && <Present item={item} />}
        {!problem.stale && requestId !== null && (
          <p className="grey small">{words.t('error.reference', { id: requestId })}</p>
        )}
      </Caution>
      <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onClose}>
        {words.t('problem.dismiss')}
      </Button>
    </div>
  );
}
