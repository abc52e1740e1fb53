import { ClockIcon, CogIcon, InboxIcon, PersonGroupIcon, QuestionmarkCircleIcon } from '@navikt/aksel-icons';

/** Pages beside the inbox. A page that is not built yet is not here. */
export const PAGES = [
  { key: 'deadlines', to: '/deadlines', Icon: ClockIcon, needs: 'deadlines:read' },
  { key: 'accounts', to: '/accounts', Icon: PersonGroupIcon, needs: 'accounts:read' },
  { key: 'settings', to: '/settings', Icon: CogIcon, needs: 'session:read' },
  { key: 'help', to: '/help', Icon: QuestionmarkCircleIcon, needs: 'session:read' },
] as const;

export const INBOX = { key: 'inbox', to: '/inbox/all', Icon: InboxIcon } as const;
