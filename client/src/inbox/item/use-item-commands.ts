import type { ItemShape } from '../../../../core/contract/items.ts';
import { useCommands } from '../../shared/keys.ts';
import { canHide, canReply } from '../data/abilities.ts';
import type { SheetName } from '../sheets/sheet-props.ts';

interface Options {
  readonly item: ItemShape | null;
  readonly mayAct: boolean;
  readonly openReply: () => void;
  readonly openSheet: (name: SheetName) => void;
  readonly take: () => void;
}

/** The single keys of the item in hand. */
export function useItemCommands({ item, mayAct, openReply, openSheet, take }: Options): void {
  const on = item !== null && mayAct;
  const sheet = (name: SheetName) => () => openSheet(name);
  useCommands(
    on
      ? {
          ...(canReply(item) && { reply: openReply }),
          ...(canHide(item) && { hide: sheet('hide') }),
          ...(item.status !== 'closed' && { close: sheet('close'), snooze: sheet('snooze') }),
          assign: sheet('assign'),
          take,
          note: sheet('note'),
          register: sheet('register'),
          correct: sheet('correct'),
        }
      : {},
  );
}
