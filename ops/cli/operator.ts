import { COMMAND_LINE } from '../../core/accounts/people.store.ts';

/** Whoever has the machine itself: what is done by a command is logged as theirs. */
export const OPERATOR = { actor: COMMAND_LINE };
