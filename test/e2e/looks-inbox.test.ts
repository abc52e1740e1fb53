import { lookAtStates } from '../support/look-at-states.ts';
import { INBOX_OF_A_COMMIT, INBOX_STATES } from '../support/states/inbox.ts';

lookAtStates('the inbox in every state', INBOX_STATES, INBOX_OF_A_COMMIT);
