import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { usePeople } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { type Offer, useOffers } from '../../shared/palette/offers.ts';
import { useSession } from '../../shared/session.tsx';
import type { RequestedAction } from '../acting/requests.ts';
import type { DialogName } from '../dialogs/dialog-props.ts';
import { canDelete, canReopen } from './abilities.ts';
import { useOffered } from './use-offered.ts';

interface Options {
  readonly item: ItemShape | null;
  readonly mayAct: boolean;
  readonly openDialog: (name: DialogName) => void;
  readonly send: (request: RequestedAction) => void;
}

/** What can be done to the selected item without a key of its own: to whom it goes, and what is rare. */
export function useItemOffers({ item, mayAct, openDialog, send }: Options): void {
  const { t } = useWords();
  const { person } = useSession();
  const people = usePeople().data?.people ?? [];
  const can = useOffered(item);
  const detail = t('palette.itemAct');
  const offersFor = (on: ItemShape): Offer[] => [
    ...people
      // Oneself is a key of its own.
      .filter(({ id }) => id !== on.assignee && id !== person.id)
      .map(({ id, name }) => ({
        id: `assign:${id}`,
        label: t('palette.assign', { name }),
        detail: t('palette.person'),
        run: () => send({ type: 'assign', to: id }),
      })),
    ...(on.assignee === null
      ? []
      : [
          {
            id: 'assign:',
            label: t('palette.unassign'),
            detail,
            run: () => send({ type: 'assign', to: null }),
          },
        ]),
    ...(canDelete(on) && can?.delete !== false
      ? [{ id: 'act:delete', label: t('act.delete'), detail, run: () => openDialog('delete') }]
      : []),
    ...((on.status === 'closed' || on.status === 'snoozed') && canReopen(on)
      ? [{ id: 'act:reopen', label: t('act.reopen'), detail, run: () => send({ type: 'reopen' }) }]
      : []),
  ];
  useOffers(item !== null && mayAct ? offersFor(item) : []);
}
