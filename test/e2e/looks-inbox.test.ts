import { lookAtStates } from '../support/look-at-states.ts';
import { INBOX_STATES } from '../support/states/inbox.ts';

/** One of each kind of state: `npm run test:looks` looks at all. */
const INBOX_OF_A_COMMIT: readonly (keyof typeof INBOX_STATES)[] = [
  'the list',
  'the list of drafts',
  'several given to the registrar',
  'a very long item',
  'evidence with its picture',
  'what was given to the registrar',
  'whether to send all the same',
  'the dialog that hides',
  'the dialog that assigns, typed',
  'the dialog of corrections, undecided',
];

lookAtStates('the inbox in every state', INBOX_STATES, INBOX_OF_A_COMMIT);
