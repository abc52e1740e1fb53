/** An open dialog and the item that goes on changing under it. */
import { useRef } from 'react';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { RequestedAction } from '../acting/requests.ts';
import { changesSince, seenOf } from '../acting/since.ts';
import type { DialogName } from '../dialogs/dialog-props.ts';
import { canDelete, canHide } from './abilities.ts';
import { SinceDraft } from './since-draft.tsx';

export interface OpenDialog {
  readonly name: DialogName;
  /** The item as it was when the dialog opened; null: its person has been told since what it is now. */
  readonly on: ItemShape | null;
}

/** What a dialog decides on must be what its person read, but for what makes no difference to it. */
export function versionFor({ on }: OpenDialog, item: ItemShape): number {
  if (on === null) return item.version;
  const same =
    on.assignee === item.assignee &&
    on.recordsOutcome === item.recordsOutcome &&
    on.corrections.length === item.corrections.length;
  return same && changesSince(seenOf(on), item).length === 0 ? item.version : on.version;
}

/** What the dialog is there for, or was asked for, has been done meanwhile. */
export function isMoot(name: DialogName | RequestedAction['type'], item: ItemShape): boolean {
  if (name === 'close' || name === 'snooze') return item.status === 'closed';
  if (name === 'hide') return !canHide(item);
  return name === 'delete' && !canDelete(item);
}

interface Props {
  readonly dialog: OpenDialog;
  readonly item: ItemShape;
  readonly detail: ItemDetail | null;
}

/** What came since the dialog opened, above its fields. */
export function DialogNews({ dialog, item, detail }: Props) {
  const { t } = useWords();
  const opened = useRef(seenOf(dialog.on ?? item));
  return (
    <>
      <SinceDraft
        item={item}
        detail={detail}
        seen={opened.current}
        changes={changesSince(opened.current, item)}
        ask={null}
        gone={null}
      />
      {isMoot(dialog.name, item) && <p>{t(`since.moot.${dialog.name}`)}</p>}
    </>
  );
}
