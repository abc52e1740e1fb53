import { lookAtStates } from '../support/look-at-states.ts';
import { PAGE_STATES } from '../support/states/pages.ts';

/** One of each kind of page: `npm run test:looks` looks at all. */
const PAGES_OF_A_COMMIT: readonly (keyof typeof PAGE_STATES)[] = [
  'the deadlines, a list of breaches',
  'the alarms',
  'the accuracy',
  'the accounts with quarantined deliveries',
  'a way by SFTP',
  'evidence in bulk',
  'the list of claims',
  'the rules, tried',
  'the settings',
  'the help',
  'signing in',
];

lookAtStates('the pages in every state', PAGE_STATES, PAGES_OF_A_COMMIT);
