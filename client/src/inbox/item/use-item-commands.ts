import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useCommands } from '../../shared/keys.ts';
import { canConfirm, canCount, canHide, canReply, canUnhide, canWait } from '../data/abilities.ts';
import { soleVerdict } from '../data/chips.ts';
import { type Wish, wrongWish } from '../data/requests.ts';
import type { Standing } from '../data/standing.ts';
import type { SheetName } from '../sheets/sheet-props.ts';

interface Options {
  readonly item: ItemShape | null;
  readonly mayAct: boolean;
  readonly openReply: () => void;
  readonly openSheet: (name: SheetName) => void;
  readonly take: () => void;
  readonly send: (wish: Wish) => void;
  readonly standing: Standing | null;
}

/** The single keys of the item in hand. */
export function useItemCommands(options: Options): void {
  const { item, mayAct, openReply, openSheet, take, send, standing } = options;
  const on = item !== null && mayAct;
  const sole = item && soleVerdict(item);
  const sheet = (name: SheetName) => () => openSheet(name);
  useCommands(
    on
      ? {
          ...(canReply(item) && { reply: openReply }),
          ...(canHide(item) && { hide: sheet('hide') }),
          ...(item.status !== 'closed' && { close: sheet('close'), snooze: sheet('snooze') }),
          ...(canUnhide(item) && { unhide: () => send({ type: 'unhide' }) }),
          ...(standing &&
            canConfirm(item, standing) && {
              confirm: item.machineHide ? sheet('confirm') : () => send({ type: 'confirm' }),
            }),
          ...(canWait(item) && { wait: () => send({ type: 'wait' }) }),
          ...(item.status === 'waiting' && { wait: () => send({ type: 'reopen' }) }),
          ...(standing &&
            canCount(item) && { count: () => send({ type: 'count', counts: !standing.counts }) }),
          assign: sheet('assign'),
          take,
          note: sheet('note'),
          register: sheet('register'),
          wrong: () => (sole === null ? openSheet('correct') : send(wrongWish(sole))),
          correct: sheet('correct'),
        }
      : {},
  );
}
