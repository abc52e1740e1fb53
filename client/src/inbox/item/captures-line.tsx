import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';

/** Whether the newest evidence is whole: the record always is, its picture may still be missing. */
export function CapturesLine({ captures }: { captures: ItemShape['captures'] }) {
  const { t } = useWords();
  const newest = captures.at(-1);
  if (newest === undefined) return null;
  const { state, cause } = newest.picture;
  return (
    <p className="selected-item__meta grey">
      {t('captures.sealed')} {t('captures.picture', { state: t(`pictureState.${state}`) })}{' '}
      {state === 'missing' && cause !== null && t(`captures.cause.${cause}`)}
    </p>
  );
}
