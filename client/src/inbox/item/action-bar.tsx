import { Dropdown } from '@digdir/designsystemet-react';
import {
  ArrowUndoIcon,
  BarChartIcon,
  BulletListIcon,
  CheckmarkCircleIcon,
  EyeIcon,
  EyeSlashIcon,
  FileCheckmarkIcon,
  HourglassIcon,
  MenuElipsisHorizontalIcon,
  MoonIcon,
  NotePencilIcon,
  PersonIcon,
  PersonPlusIcon,
  ShieldCheckmarkIcon,
  ThumbDownIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { runCommand } from '../../shared/keys.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { usePhone } from '../../shared/use-phone.ts';
import type { RequestedAction } from '../acting/requests.ts';
import type { DialogName } from '../dialogs/dialog-props.ts';
import { canConfirm, canCount, canDelete, canHide, canReopen, canUnhide, canWait } from './abilities.ts';
import './action-bar.css';
import { useOffered } from './use-offered.ts';

interface Props {
  readonly item: ItemShape;
  /** Null until it is read: until then no confirmation is offered. */
  readonly detail: ItemDetail | null;
  readonly onDialog: (name: DialogName) => void;
  readonly onRequest: (request: RequestedAction) => void;
}

interface Choice {
  readonly key: string;
  readonly icon: ReactNode;
  readonly shortcut?: string;
  /** What stands in this place in another state of the item. */
  readonly insteadOf?: string;
  /** It keeps its place and cannot be pressed; the words say why. */
  readonly off?: string | null;
  readonly run: () => void;
}

function Action({ choice }: { choice: Choice }) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="act"
      disabled={choice.off !== undefined}
      title={choice.off ?? undefined}
      onClick={choice.run}
    >
      {choice.icon}
      <span className="act__word">
        <span>{t(`act.${choice.key}`)}</span>
        {/* As wide as whatever may stand here: the next button stays where it is. */}
        {choice.insteadOf && (
          <span className="act__other" aria-hidden="true">
            {t(`act.${choice.insteadOf}`)}
          </span>
        )}
      </span>
      {choice.shortcut ? (
        <Kbd>{choice.shortcut}</Kbd>
      ) : (
        choice.insteadOf && (
          <span className="act__other" aria-hidden="true">
            <Kbd>e</Kbd>
          </span>
        )
      )}
    </button>
  );
}

function More({ choices }: { choices: readonly Choice[] }) {
  const { t } = useWords();
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger className="act" variant="tertiary" data-color="neutral" data-size="xs">
        <MenuElipsisHorizontalIcon aria-hidden="true" />
        <span>{t('act.more')}</span>
      </Dropdown.Trigger>
      <Dropdown placement="top-end" data-size="xs">
        <Dropdown.List>
          {choices.map((choice) => (
            <Dropdown.Item key={choice.key}>
              <Dropdown.Button
                onClick={(event) => {
                  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
                  choice.run();
                }}
              >
                {choice.icon} <span className="menu-word">{t(`act.${choice.key}`)}</span>
                {choice.shortcut && <Kbd>{choice.shortcut}</Kbd>}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

/**
 * Text buttons with the key in a small box; only Send is filled. Each has a place that no state of the item changes, so
 * that none moves under the hand: what only some items ask for stands in a line of its own above.
 */
export function ActionBar({ item, detail, onDialog, onRequest }: Props) {
  const { t } = useWords();
  const may = useMay();
  const { person } = useSession();
  const phone = usePhone();
  const can = useOffered(item);
  const dialog = (key: DialogName, icon: ReactNode, shortcut?: string): Choice => ({
    key,
    icon,
    run: () => onDialog(key),
    ...(shortcut && { shortcut }),
  });
  const hide = dialog('hide', <EyeSlashIcon aria-hidden="true" />, 'h');
  const request = (action: RequestedAction, face: Omit<Choice, 'run'>): Choice => ({
    ...face,
    run: () => onRequest(action),
  });
  const unhide = request(
    { type: 'unhide' },
    { key: 'unhide', icon: <EyeIcon aria-hidden="true" />, shortcut: 't' },
  );
  const shield = <ShieldCheckmarkIcon aria-hidden="true" />;
  const confirm = item.machineHide
    ? dialog('confirm', shield, 'y')
    : request({ type: 'confirm' }, { key: 'confirm', icon: shield, shortcut: 'y' });
  const hourglass = <HourglassIcon aria-hidden="true" />;
  const wait = request({ type: 'wait' }, { key: 'wait', icon: hourglass, shortcut: 'p' });
  const resume = request({ type: 'reopen' }, { key: 'resume', icon: hourglass, shortcut: 'p' });
  const { counts } = item.deadline;
  const chart = <BarChartIcon aria-hidden="true" />;
  const count = request(
    { type: 'count', counts: !counts },
    { key: counts ? 'leave-out' : 'count', icon: chart, shortcut: 'z' },
  );
  const close = dialog('close', <CheckmarkCircleIcon aria-hidden="true" />, 'e');
  const reopen = request({ type: 'reopen' }, { key: 'reopen', icon: <ArrowUndoIcon aria-hidden="true" /> });
  const remove = dialog('delete', <TrashIcon aria-hidden="true" />);
  const showDelete = canDelete(item) && can?.delete !== false;
  const mine: RequestedAction = { type: 'assign', to: person.id };
  const take = request(mine, { key: 'take', icon: <PersonIcon aria-hidden="true" />, shortcut: 'i' });
  const assign = dialog('assign', <PersonPlusIcon aria-hidden="true" />, 'a');
  const more = [
    ...(phone ? [assign] : []),
    ...(item.assignee === person.id ? [] : [take]),
    ...(canWait(item) ? [wait] : []),
    ...(item.status === 'open' ? [dialog('snooze', <MoonIcon aria-hidden="true" />, 's')] : []),
    dialog('note', <NotePencilIcon aria-hidden="true" />, 'n'),
    dialog('correct', <ThumbDownIcon aria-hidden="true" />, 'c'),
    ...(canCount(item) ? [count] : []),
    ...(showDelete ? [remove] : []),
    {
      key: 'all',
      icon: <BulletListIcon aria-hidden="true" />,
      shortcut: 'Ctrl K',
      run: () => runCommand('palette'),
    },
  ];
  const later = [
    ...(detail && canConfirm(item, detail) ? [confirm] : []),
    ...(item.status === 'waiting' ? [resume] : []),
  ];
  const away = can?.hide === false ? t('cause.not-supported') : null;
  const sight = canUnhide(item) ? unhide : canHide(item) && away === null ? hide : { ...hide, off: away };
  const end = item.status === 'closed' || item.status === 'snoozed' ? reopen : close;
  return (
    <>
      {later.length > 0 && (
        <div className="acts acts--some">
          {later.map((choice) => (
            <Action key={choice.key} choice={choice} />
          ))}
        </div>
      )}
      <div className="acts">
        <Action choice={{ ...sight, insteadOf: sight.key === 'hide' ? 'unhide' : 'hide' }} />
        <Action
          choice={{
            ...end,
            insteadOf: end.key === 'close' ? 'reopen' : 'close',
            ...(item.status === 'closed' && !canReopen(item) && { off: null }),
          }}
        />
        {may('items:register') && (
          <Action choice={dialog('register', <FileCheckmarkIcon aria-hidden="true" />, 'd')} />
        )}
        {!phone && <Action choice={assign} />}
        <More choices={more} />
      </div>
    </>
  );
}
