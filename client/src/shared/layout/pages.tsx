import { CogIcon, InboxIcon, PersonGroupIcon, QuestionmarkCircleIcon } from '@navikt/aksel-icons';

/** Pages beside the inbox. A page that is not built yet is not here. */
export const PAGES = [
  { key: 'accounts', to: '/accounts', Icon: PersonGroupIcon },
  { key: 'settings', to: '/settings', Icon: CogIcon },
  { key: 'help', to: '/help', Icon: QuestionmarkCircleIcon },
] as const;

export const INBOX = { key: 'inbox', to: '/inbox/all', Icon: InboxIcon } as const;
