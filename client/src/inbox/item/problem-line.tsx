import { Button } from '@digdir/designsystemet-react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { usePeople } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { requestIdOf } from '../../shared/ui/error-words.ts';
import { Caution } from '../../shared/ui/notice.tsx';
import { useFirstToSay } from '../acting/announced.ts';
import { problemWords } from '../acting/problem-words.ts';
import type { Problem } from '../acting/use-acting.ts';

/** What a colleague's change looks like now, in one sentence above the draft. */
function Present({ item }: { item: ItemShape }) {
  const { t } = useWords();
  const people = usePeople().data?.people ?? [];
  const assignee = people.find(({ id }) => id === item.assignee)?.name;
  const parts = [
    t(`status.${item.status}`),
    ...(item.visibility === 'public' ? [] : [t(`visibility.${item.visibility}`)]),
    t(`deadline.state.${item.deadline.state}`),
    ...(assignee === undefined ? [] : [t('row.assigned', { name: assignee })]),
    ...(item.recordsOutcome === null ? [] : [t(`outcome.${item.recordsOutcome}`)]),
  ];
  return <p>{t('problem.now', { state: parts.join(' · ') })}</p>;
}

export function ProblemLine({
  problem,
  item,
  onAgain,
  onClose,
}: {
  problem: Problem;
  item: ItemShape;
  /** Asks for the same of the item as it stands now. Null: its own field does, or it has been done. */
  onAgain: (() => void) | null;
  onClose: () => void;
}) {
  const words = useWords();
  const requestId = requestIdOf(problem.error);
  const { what, why } = problemWords(words, problem);
  const first = useFirstToSay(problem);
  return (
    <div className="problem">
      <Caution live={first}>
        <p>
          <strong>{what}</strong> {why}
        </p>
        {problem.stale && <Present item={item} />}
        {!problem.stale && requestId !== null && (
          <p className="grey small">{words.t('error.reference', { id: requestId })}</p>
        )}
      </Caution>
      {onAgain && (
        <Button variant="secondary" data-color="neutral" data-size="xs" onClick={onAgain}>
          {words.t('problem.again')}
        </Button>
      )}
      <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onClose}>
        {words.t('problem.dismiss')}
      </Button>
    </div>
  );
}
