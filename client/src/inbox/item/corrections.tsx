import { ThumbDownIcon } from '@navikt/aksel-icons';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { usePeople } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { useSession } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { type RequestedAction, wrongRequest } from '../acting/requests.ts';
import { soleVerdict } from '../verdicts.ts';
import './corrections.css';

type CorrectionShape = ItemShape['corrections'][number];

/** One press where one verdict stands; what it says, it says of that one. */
export function SaysWrong({
  item,
  onRequest,
}: {
  item: ItemShape;
  onRequest: (request: RequestedAction) => void;
}) {
  const { t } = useWords();
  const sole = soleVerdict(item);
  if (sole === null) return null;
  const label = t('learning.wrongIs', { category: t(`category.${sole}`) });
  return (
    <button type="button" className="says-wrong" onClick={() => onRequest(wrongRequest(sole))}>
      <ThumbDownIcon className="icon" aria-hidden="true" /> {t('learning.wrong')}
      <span className="sr-only"> {label}</span> <Kbd>w</Kbd>
    </button>
  );
}

/** Who said it: a colleague by name where the reader may see it. */
function useName({ by }: Pick<CorrectionShape, 'by'>): string {
  const { t } = useWords();
  const { person } = useSession();
  const people = usePeople().data?.people;
  if (by.id === person.id) return person.name;
  return people?.find(({ id }) => id === by.id)?.name ?? t(`actor.${by.kind}`);
}

function Correction({
  correction,
  item,
  onRequest,
}: {
  correction: CorrectionShape;
  item: ItemShape;
  onRequest: Props['onRequest'];
}) {
  const { t, when, number } = useWords();
  const now = useNow();
  const name = useName(correction);
  const { category, as, other, level, score, classifier, revision } = correction;
  const machine =
    level === null || score === null
      ? classifier
      : t('learning.machineSaid', {
          level: t(level === 'none' ? 'learning.none' : `level.${level}`),
          score: number(score, 2),
          version: classifier,
        });
  return (
    <li className="corrections__one">
      <ThumbDownIcon className="icon" aria-hidden="true" />
      <p>
        {t(`learning.as.${as}`, {
          category: t(`category.${category}`),
          other: other === null ? '' : t(`category.${other}`),
        })}{' '}
        <span className="grey">
          {name}, {when(correction.at, now)}. {machine}
          {revision !== null && revision !== item.revision && ` ${t('learning.earlierText')}`}
        </span>
        {onRequest && (
          <>
            {' '}
            <button
              type="button"
              className="text-link"
              onClick={() => onRequest({ type: 'correct', category, as: 'withdrawn' })}
            >
              {t('learning.takeBack')}
            </button>
          </>
        )}
      </p>
    </li>
  );
}

interface Props {
  readonly item: ItemShape;
  readonly onRequest: ((request: RequestedAction) => void) | null;
}

export function Corrections({ item, onRequest }: Props) {
  const { t } = useWords();
  if (item.corrections.length === 0) return null;
  return (
    <ul className="corrections" aria-label={t('learning.corrections')}>
      {item.corrections.map((correction) => (
        <Correction key={correction.category} correction={correction} item={item} onRequest={onRequest} />
      ))}
    </ul>
  );
}
