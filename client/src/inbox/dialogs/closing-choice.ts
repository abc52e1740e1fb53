/** What closing and registering propose: only what stands on the item. The rest a person says. */
import type { RecordsOutcome } from '../../../../core/inbox/event.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { isAbusive } from '../verdicts.ts';

/** Nobody waits for words back. */
const ASKS_NOTHING: ReadonlySet<ItemShape['intent']['class']> = new Set(['neutral', 'praise']);

/** Answered is what the clock knows. That no answer is needed must be plain: nothing asked, nothing wrong with it. */
export function closeReasonFor(item: ItemShape): 'answered' | 'no-answer-needed' | null {
  if (item.deadline.state === 'answered') return 'answered';
  const { class: intent, flags } = item.intent;
  const asks = item.needsAnswer.value || flags.length > 0 || !ASKS_NOTHING.has(intent);
  return asks || !item.classified || isAbusive(item) ? null : 'no-answer-needed';
}

/** What may be purged is said by a person: only that it is to be registered can be proposed. */
export function outcomeFor(item: ItemShape): RecordsOutcome | null {
  if (item.recordsOutcome !== null) return item.recordsOutcome;
  return item.registration.class !== 'minor' || isAbusive(item) ? 'registered' : null;
}
