/** Why an item was left alone by an act on many, in words that a person can be told. Pure. */
import type { Account } from '../accounts/account.ts';
import type { Item } from '../inbox/item.ts';
import { offeredOn } from '../inbox/offered.ts';
import { UppsiktError } from '../kernel/errors.ts';
import { isOutward } from './action.ts';
import type { BulkAct } from './bulk-act.contract.ts';
import type { BulkRefusal } from './bulk-act.ts';

const BY_CODE: Readonly<Record<string, BulkRefusal>> = {
  not_found: 'not-found',
  forbidden: 'forbidden',
  stale: 'changed',
  comment_gone: 'gone',
  too_late: 'final',
  not_done: 'final',
};

/** What an act stands on besides the item. */
interface Ground {
  readonly account: Pick<Account, 'capabilities'> | null;
  readonly now: Date;
}

function whyInvalid(item: Item, act: BulkAct, { account, now }: Ground): BulkRefusal {
  const { type } = act;
  const can = account === null ? null : offeredOn(item.kind, account.capabilities);
  if (isOutward(type) && can?.hide !== true) return 'not-here';
  if (type === 'hide' && item.visibility === 'hidden') return 'hidden';
  if ((type === 'unhide' || type === 'confirm') && item.visibility === 'public') return 'not-hidden';
  if ((type === 'close' || type === 'snooze' || type === 'confirm') && item.status === 'closed')
    return 'closed';
  if (type === 'snooze' && item.status === 'waiting') return 'waiting';
  if (type === 'snooze' && new Date(act.until) <= now) return 'past';
  if (type === 'assign') return 'no-such-person';
  if (type === 'register') return 'must-register';
  return type === 'hide' ? 'no-rules' : 'other';
}

/** In words for a person; whether it was refused was decided by the command, as for one item alone. */
export function refusalOf(
  error: unknown,
  { item, act, ...ground }: Ground & { readonly item: Item; readonly act: BulkAct },
): BulkRefusal {
  if (!(error instanceof UppsiktError)) return 'fault';
  return BY_CODE[error.code] ?? (error.code === 'invalid' ? whyInvalid(item, act, ground) : 'other');
}
