/** How an act on many items has ended, in one sentence. */
import type { BulkActShape } from '../../../../core/actions/bulk-act.contract.ts';
import type { Words } from '../../shared/i18n/words.ts';

export function endWords({ t }: Pick<Words, 't'>, { act, state, counts }: BulkActShape): string {
  const isUndone = state === 'undone';
  const count = isUndone ? counts.undone : counts.done;
  const left = isUndone ? counts.kept : counts.refused;
  const did = isUndone ? t('bulkAct.undone', { count }) : t(`bulkAct.done.${act.type}`, { count });
  return left === 0
    ? did
    : `${did} ${t(isUndone ? 'bulkAct.keptCount' : 'bulkAct.leftCount', { count: left })}`;
}
