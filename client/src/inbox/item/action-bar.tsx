import { Dropdown } from '@digdir/designsystemet-react';
import {
  ArrowUndoIcon,
  BarChartIcon,
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
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { usePhone } from '../../shared/use-phone.ts';
import { canConfirm, canCount, canDelete, canHide, canUnhide, canWait } from '../data/abilities.ts';
import type { Wish } from '../data/requests.ts';
import type { Standing } from '../data/standing.ts';
import type { SheetName } from '../sheets/sheet-props.ts';

interface Props {
  readonly item: ItemShape;
  readonly standing: Standing | null;
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
export function ActionBar({ item, standing, onSheet, onWish }: Props) {
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
  const wish = (key: string, icon: ReactNode, asked: Wish, shortcut?: string): Choice => ({
    key,
    icon,
    run: () => onWish(asked),
    ...(shortcut && { shortcut }),
  });
  const unhide = wish('unhide', <EyeIcon aria-hidden="true" />, { type: 'unhide' }, 'v');
  const shield = <ShieldCheckmarkIcon aria-hidden="true" />;
  const confirm = item.machineHide
    ? sheet('confirm', shield, 'y')
    : wish('confirm', shield, { type: 'confirm' }, 'y');
  const hourglass = <HourglassIcon aria-hidden="true" />;
  const wait = wish('wait', hourglass, { type: 'wait' }, 'p');
  const resume = wish('resume', hourglass, { type: 'reopen' }, 'p');
  const counts = standing?.counts !== false;
  const chart = <BarChartIcon aria-hidden="true" />;
  const count = wish(counts ? 'leave-out' : 'count', chart, { type: 'count', counts: !counts }, 'z');
  const close = sheet('close', <CheckmarkCircleIcon aria-hidden="true" />, 'e');
  const reopen = wish('reopen', <ArrowUndoIcon aria-hidden="true" />, { type: 'reopen' });
  const remove = sheet('delete', <TrashIcon aria-hidden="true" />);
  const showDelete = canDelete(item) && can?.delete !== false;
  const mine: Wish = { type: 'assign', to: person.id };
  const take = wish('take', <PersonIcon aria-hidden="true" />, mine, 'i');
  const assign = sheet('assign', <PersonPlusIcon aria-hidden="true" />, 'a');
  const more = [
    ...(phone ? [assign] : []),
    ...(item.assignee === person.id ? [] : [take]),
    ...(canWait(item) ? [wait] : []),
    ...(item.status === 'open' ? [sheet('snooze', <MoonIcon aria-hidden="true" />, 's')] : []),
    sheet('note', <NotePencilIcon aria-hidden="true" />, 'n'),
    sheet('correct', <ThumbDownIcon aria-hidden="true" />, 'c'),
    ...(standing && canCount(item) ? [count] : []),
    ...(showDelete ? [remove] : []),
  ];
  return (
    <div className="acts">
      {canHide(item) && can?.hide !== false && <Action choice={hide} />}
      {canUnhide(item) && <Action choice={unhide} />}
      {standing && canConfirm(item, standing) && <Action choice={confirm} />}
      {item.status === 'waiting' && <Action choice={resume} />}
      <Action choice={item.status === 'closed' || item.status === 'snoozed' ? reopen : close} />
      {may('items:register') && (
        <Action choice={sheet('register', <FileCheckmarkIcon aria-hidden="true" />, 'd')} />
      )}
      {!phone && <Action choice={assign} />}
      <More choices={more} />
    </div>
  );
}
