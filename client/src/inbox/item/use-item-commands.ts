import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useCommands } from '../../shared/keys.ts';
import { useDraft } from '../acting/drafts.ts';
import { type RequestedAction, wrongRequest } from '../acting/requests.ts';
import type { DialogName } from '../dialogs/dialog-props.ts';
import { soleVerdict } from '../verdicts.ts';
import { canConfirm, canCount, canHide, canReply, canUnhide, canWait } from './abilities.ts';
import { useOffered } from './use-offered.ts';

interface Options {
  readonly item: ItemShape | null;
  readonly mayAct: boolean;
  readonly openReply: () => void;
  readonly openDialog: (name: DialogName) => void;
  readonly take: () => void;
  readonly send: (request: RequestedAction) => void;
  readonly detail: ItemDetail | null;
}

/** The single keys of the selected item. */
export function useItemCommands(options: Options): void {
  const { item, mayAct, openReply, openDialog, take, send, detail } = options;
  const on = item !== null && mayAct;
  const sole = item && soleVerdict(item);
  const offered = useOffered(item);
  const isDrafted = (useDraft(item?.id ?? '')?.text ?? '') !== '';
  const dialog = (name: DialogName) => () => openDialog(name);
  useCommands(
    on
      ? {
          // What was written about it before it was gone is still to be read.
          ...(((canReply(item) && offered?.reply !== false) || isDrafted) && { reply: openReply }),
          ...(canHide(item) && offered?.hide !== false && { hide: dialog('hide') }),
          ...(item.status !== 'closed' && { close: dialog('close'), snooze: dialog('snooze') }),
          ...(canUnhide(item) && { unhide: () => send({ type: 'unhide' }) }),
          ...(detail &&
            canConfirm(item, detail) && {
              confirm: item.machineHide ? dialog('confirm') : () => send({ type: 'confirm' }),
            }),
          ...(canWait(item) && { wait: () => send({ type: 'wait' }) }),
          ...(item.status === 'waiting' && { wait: () => send({ type: 'reopen' }) }),
          ...(canCount(item) && {
            count: () => send({ type: 'count', counts: !item.deadline.counts }),
          }),
          assign: dialog('assign'),
          take,
          note: dialog('note'),
          register: dialog('register'),
          wrong: () => (sole === null ? openDialog('correct') : send(wrongRequest(sole))),
          correct: dialog('correct'),
        }
      : {},
  );
}
