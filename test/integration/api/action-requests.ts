/** One request of each type of action, readable by the route. No item has this version: nothing is carried out. */
import type { ActionRequest } from '../../../core/actions/actions.contract.ts';

const version = 1_000_000;
const removal = { version, reason: 'insult', axis: 'houseRule' } as const;

export const ACTION_REQUESTS: { readonly [T in ActionRequest['type']]: ActionRequest & { type: T } } = {
  reply: { type: 'reply', version, text: 'Hej' },
  hide: { type: 'hide', ...removal },
  delete: { type: 'delete', ...removal },
  ban: { type: 'ban', ...removal },
  unhide: { type: 'unhide', version },
  like: { type: 'like', version },
  close: { type: 'close', version, reason: 'other' },
  reopen: { type: 'reopen', version },
  wait: { type: 'wait', version },
  confirm: { type: 'confirm', version },
  count: { type: 'count', version, counts: false },
  assign: { type: 'assign', version, to: null },
  snooze: { type: 'snooze', version, until: '2030-01-01T00:00:00.000Z' },
  tag: { type: 'tag', version, tag: 'x' },
  note: { type: 'note', version, text: 'x' },
  register: { type: 'register', version, outcome: 'minor' },
  correct: { type: 'correct', version, category: 'threat', as: 'wrong' },
};
