/** Which of a person's judgements is captured: what was judged abusive is, whether it is removed or not (rule 4). */
import type { Action } from '../actions/action.ts';
import type { ActionRequest } from '../actions/actions.contract.ts';
import type { Item } from '../inbox/item.ts';
import { axesFor, type RemovalReason } from '../moderation/removal.ts';

const isAbusive = ({ abusive, decision, captures }: Item): boolean =>
  abusive || captures.length > 0 || decision === 'hold' || decision === 'hide';

/**
 * The action as the cause of a capture, or null where it causes none. A confirmed reason goes along: of some nothing may
 * be sealed. What waits for a second person is not judged yet.
 */
export function judgedBy<A extends Action>(
  item: Item,
  request: ActionRequest,
  { action, rulesVersion }: { readonly action: A; readonly rulesVersion: number | null },
): A | null {
  if (action.state !== 'done') return null;
  if (request.type === 'register') return request.outcome === 'registered' && isAbusive(item) ? action : null;
  if (request.type !== 'confirm') return null;
  const { reason } = request;
  return reason === undefined || rulesVersion === null
    ? action
    : {
        ...action,
        removal: { reason, axis: request.axis ?? likeliestAxis(reason), rulesVersion, note: null },
      };
}

const likeliestAxis = (reason: RemovalReason) => axesFor(reason)[0] ?? 'houseRule';
