import { lookAtStates } from '../support/look-at-states.ts';
import { PAGE_STATES, PAGES_OF_A_COMMIT } from '../support/states/pages.ts';

lookAtStates('the pages in every state', PAGE_STATES, PAGES_OF_A_COMMIT);
