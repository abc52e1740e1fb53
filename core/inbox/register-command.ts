/** A person decides what becomes of an item as a record, or takes that back. Pure. */
import type { ActionRequest } from '../actions/actions.contract.ts';
import { invalid } from '../kernel/errors.ts';
import type { NewEvent } from './event.ts';
import type { Item } from './item.ts';
import { decided } from './typed-by-person.ts';

type Registering = Extract<ActionRequest, { type: 'register' }>;

/** Undecided again, and counted as that. Not what has gone to the register, nor what may not be kept and is gone. */
function withdraw(item: Item, request: Registering): NewEvent[] {
  if (item.recordsOutcome === null) throw invalid('There is no decision to take back.');
  if (item.recordsOutcome === 'no-capture' || (item.handOvers ?? []).length > 0)
    throw invalid('This decision has been carried out already.');
  return [{ type: 'records.decided', data: decided(request) }];
}

/** Rule 4: what was judged abusive or secret ends as registered or, in its one case, uncaptured. */
export function register(item: Item, request: Registering): NewEvent[] {
  if (request.outcome === 'withdrawn') return withdraw(item, request);
  const abusive = item.captures.length > 0 || item.decision === 'hold' || item.decision === 'hide';
  if (abusive && request.outcome !== 'registered' && request.outcome !== 'no-capture')
    throw invalid('An item that was judged abusive can only end as registered.');
  return [{ type: 'records.decided', data: decided(request) }];
}
