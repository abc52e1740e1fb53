/** An event as a sentence. A type that this client does not know yet is shown by its name rather than hidden. */
import type { EventShape } from '../../../../core/contract/items.ts';
import type { Words } from '../../shared/i18n/words.ts';

/** Fields whose value is a code of ours, and the group of the catalogue that explains it. */
const GROUPS: Readonly<Record<string, string>> = {
  'action.requested.type': 'actName',
  'action.finished.type': 'actName',
  'action.finished.state': 'actState',
  'item.closed.reason': 'closeReason',
  'records.decided.outcome': 'outcome',
  'verdict.corrected.category': 'category',
};

export function eventWords(event: EventShape, { t, has, when }: Pick<Words, 't' | 'has' | 'when'>): string {
  const key = `event.${event.type.replaceAll('.', '-')}`;
  if (!has(key)) return event.type;
  const values: Record<string, string> = {};
  for (const [field, value] of Object.entries(event.data)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const group = GROUPS[`${event.type}.${field}`];
    const word = `${group}.${value}`;
    values[field] = group && has(word) ? t(word) : String(value);
    if (field === 'dueAt' || field === 'until') values[field] = when(String(value), Date.parse(event.at));
  }
  const cause = event.data.cause;
  const tail = typeof cause === 'string' && has(`cause.${cause}`) ? ` ${t(`cause.${cause}`)}` : '';
  return t(key, values) + tail;
}
