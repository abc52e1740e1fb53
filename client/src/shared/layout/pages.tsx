import {
  ArchiveIcon,
  BellDotIcon,
  BellIcon,
  ClockDashedIcon,
  ClockIcon,
  CogIcon,
  FileExportIcon,
  InboxIcon,
  PersonGroupIcon,
  PersonPlusIcon,
  QuestionmarkCircleIcon,
  ShieldLockIcon,
  TasklistIcon,
  ThumbUpIcon,
} from '@navikt/aksel-icons';

export const HELP = {
  key: 'help',
  to: '/help',
  Icon: QuestionmarkCircleIcon,
  needs: 'session:read',
} as const;

/** Pages beside the inbox. A page that is not built yet is not here. */
export const PAGES = [
  { key: 'deadlines', to: '/deadlines', Icon: ClockIcon, needs: 'deadlines:read' },
  { key: 'accounts', to: '/accounts', Icon: PersonGroupIcon, needs: 'accounts:read' },
  { key: 'settings', to: '/settings', Icon: CogIcon, needs: 'session:read' },
  HELP,
] as const;

/** In the sidebar between the others; a phone's navigation has no room, so there it is reached through the settings. */
export const SIDE_PAGES = [
  { key: 'accuracy', to: '/accuracy', Icon: ThumbUpIcon, needs: 'deadlines:read' },
  { key: 'policies', to: '/policies', Icon: ShieldLockIcon, needs: 'policies:read' },
  { key: 'clock-settings', to: '/clock-settings', Icon: ClockDashedIcon, needs: 'accounts:write' },
  { key: 'alarm-settings', to: '/alarm-settings', Icon: BellDotIcon, needs: 'accounts:write' },
  { key: 'board-routes', to: '/board-routes', Icon: ArchiveIcon, needs: 'board-routes:write' },
  { key: 'exports', to: '/exports', Icon: FileExportIcon, needs: 'captures:read' },
  { key: 'lists', to: '/lists', Icon: TasklistIcon, needs: 'lists:read' },
] as const;

/** Seldom needed: reached through the settings and the commands, so that the sidebar stays in sight on a laptop. */
export const RARE_PAGES = [
  { key: 'people', to: '/people', Icon: PersonPlusIcon, needs: 'people:manage' },
] as const;

/** Stands with its count in the sidebar, and on a phone where the thumb is: the help gives way to it. */
export const ALARMS = { key: 'alarms', to: '/alarms', Icon: BellIcon } as const;
export const INBOX = { key: 'inbox', to: '/inbox/all', Icon: InboxIcon } as const;
