import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { authorOf } from './act-words.ts';
import { useFirstToSay } from './announced.ts';
import { problemWords } from './problem-words.ts';
import type { Problem } from './use-acting.ts';

interface Props {
  readonly problem: Problem;
  /** Null: it is in no list any more. */
  readonly item: ItemShape | null;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** What was refused while its person was busy with another item. It waits, and takes nobody away. */
export function RefusedBar({ problem, item, onOpen, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const first = useFirstToSay(problem);
  return (
    <div className="undo-bar undo-bar--refused">
      <span role={first ? 'alert' : undefined} className="undo-bar__words">
        {item !== null && <>{t('problem.of', { name: authorOf(words, item) })} </>}
        {problemWords(words, problem).what}
      </span>
      <button type="button" className="undo-bar__button" onClick={onOpen}>
        {t('problem.open')}
      </button>
      <button type="button" className="undo-bar__button" onClick={onClose}>
        {t('problem.dismiss')}
      </button>
    </div>
  );
}
