import { Dropdown } from '@digdir/designsystemet-react';
import {
  ArrowUndoIcon,
  CheckmarkCircleIcon,
  EyeIcon,
  EyeSlashIcon,
  FileCheckmarkIcon,
  MenuElipsisHorizontalIcon,
  MoonIcon,
  NotePencilIcon,
  PersonIcon,
  PersonPlusIcon,
  ThumbDownIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import type { ItemShape } from '../../../../core/contract/items.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { usePhone } from '../../shared/use-phone.ts';
import { canDelete, canHide, canUnhide } from '../data/abilities.ts';
import type { Wish } from '../data/requests.ts';
import type { SheetName } from '../sheets/sheet-props.ts';

interface Props {
  readonly item: ItemShape;
  readonly onSheet: (name: SheetName) => void;
  readonly onWish: (wish: Wish) => void;
}

interface Choice {
  readonly key: string;
  readonly icon: ReactNode;
  readonly shortcut?: string;
  readonly run: () => void;
}

function Action({ choice }: { choice: Choice }) {
  const { t } = useWords();
  return (
    <button type="button" className="act" onClick={choice.run}>
      {choice.icon}
      <span>{t(`act.${choice.key}`)}</span>
      {choice.shortcut && <Kbd>{choice.shortcut}</Kbd>}
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

/** Text buttons with the key in a small box; only Send is filled. */
export function ActionBar({ item, onSheet, onWish }: Props) {
  const may = useMay();
  const { person } = useSession();
  const phone = usePhone();
  const can = useAccounts().data?.accounts.find(({ id }) => id === item.accountId)?.capabilities;
  const sheet = (key: SheetName, icon: ReactNode, shortcut?: string): Choice => ({
    key,
    icon,
    run: () => onSheet(key),
    ...(shortcut && { shortcut }),
  });
  const hide = sheet('hide', <EyeSlashIcon aria-hidden="true" />, 'h');
  const unhide: Choice = {
    key: 'unhide',
    icon: <EyeIcon aria-hidden="true" />,
    run: () => onWish({ type: 'unhide' }),
  };
  const close = sheet('close', <CheckmarkCircleIcon aria-hidden="true" />, 'e');
  const reopen: Choice = {
    key: 'reopen',
    icon: <ArrowUndoIcon aria-hidden="true" />,
    run: () => onWish({ type: 'reopen' }),
  };
  const remove = sheet('delete', <TrashIcon aria-hidden="true" />);
  const showDelete = canDelete(item) && can?.delete !== false;
  const take: Choice = {
    key: 'take',
    icon: <PersonIcon aria-hidden="true" />,
    shortcut: 'i',
    run: () => onWish({ type: 'assign', to: person.id }),
  };
  const assign = sheet('assign', <PersonPlusIcon aria-hidden="true" />, 'a');
  const more = [
    ...(phone ? [assign] : []),
    ...(item.assignee === person.id ? [] : [take]),
    ...(item.status === 'open' ? [sheet('snooze', <MoonIcon aria-hidden="true" />, 's')] : []),
    sheet('note', <NotePencilIcon aria-hidden="true" />, 'n'),
    sheet('correct', <ThumbDownIcon aria-hidden="true" />, 'w'),
    ...(showDelete ? [remove] : []),
  ];
  return (
    <div className="acts">
      {canHide(item) && can?.hide !== false && <Action choice={hide} />}
      {canUnhide(item) && <Action choice={unhide} />}
      <Action choice={item.status === 'closed' || item.status === 'snoozed' ? reopen : close} />
      {may('items:register') && (
        <Action choice={sheet('register', <FileCheckmarkIcon aria-hidden="true" />, 'd')} />
      )}
      {!phone && <Action choice={assign} />}
      <More choices={more} />
    </div>
  );
}
