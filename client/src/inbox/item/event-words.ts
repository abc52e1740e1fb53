/** An event as a sentence. A type that this client does not know yet is shown by its name rather than hidden. */
import type { EventShape } from '../../../../core/inbox/items.contract.ts';
import type { Words } from '../../shared/i18n/words.ts';

/** Fields whose value is a code of ours, and the group of the catalogue that explains it. */
const GROUPS: Readonly<Record<string, string>> = {
  'action.requested.type': 'actName',
  'action.finished.type': 'actName',
  'action.finished.state': 'actState',
  'capture.picture.state': 'pictureState',
  'item.closed.reason': 'closeReason',
  'item.reopened.reason': 'resumeReason',
  'deadline.stopped.reason': 'closeReason',
  'deadline.resumed.reason': 'resumeReason',
  'deadline.counted.reason': 'countReason',
  'item.revealed.kind': 'maskedKind',
  'capture.exported.format': 'package.format',
  'records.decided.outcome': 'outcome',
  'hand-over.requested.route': 'handOver.kind',
  'hand-over.changed.state': 'handOver.state',
  'verdict.corrected.category': 'category',
  'verdict.corrected.other': 'category',
  'verdict.corrected.as': 'learning.said',
};

const INSTANTS: ReadonlySet<string> = new Set(['dueAt', 'previousDueAt', 'until', 'at']);
/** The clock after the event stands whole in it; its instants are epoch ms. */
const fieldsOf = ({ data }: EventShape): Record<string, unknown> => ({
  ...(typeof data.deadline === 'object' ? data.deadline : {}),
  ...data,
});

/** Why it came to nothing, where the event says. */
function causeIn({ type, data }: EventShape, { t, has }: Pick<Words, 't' | 'has'>): string[] {
  const { cause } = data;
  if (typeof cause !== 'string') return [];
  const key = type === 'hand-over.changed' ? `handOver.cause.${cause}` : `cause.${cause}`;
  return has(key) ? [t(key)] : [];
}

export function eventWords(event: EventShape, { t, has, when }: Pick<Words, 't' | 'has' | 'when'>): string {
  const withdrawn = event.type === 'records.decided' && event.data.outcome === null;
  const key = withdrawn ? 'event.records-withdrawn' : `event.${event.type.replaceAll('.', '-')}`;
  if (!has(key)) return event.type;
  const values: Record<string, string> = {};
  for (const [field, value] of Object.entries(fieldsOf(event))) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const group = GROUPS[`${event.type}.${field}`];
    const word = `${group}.${value}`;
    values[field] = group && has(word) ? t(word) : String(value);
    if (INSTANTS.has(field)) values[field] = when(new Date(value), Date.parse(event.at));
    if (field === 'level') values[field] = String(Math.round(Number(value) * 100));
  }
  const { late, answeredWith, withThread, by, policy } = event.data;
  const tail = [
    ...causeIn(event, { t, has }),
    ...(late === true ? [t('eventMore.late')] : []),
    ...(event.type === 'action.requested' && typeof policy === 'string'
      ? [t('eventMore.policy', { policy })]
      : []),
    ...(typeof answeredWith === 'string' ? [t('eventMore.answeredWith')] : []),
    ...(withThread === true ? [t('eventMore.withThread')] : []),
    ...(typeof by === 'string' && has(`eventMore.by.${by}`) ? [t(`eventMore.by.${by}`)] : []),
  ];
  return [t(key, values), ...tail].join(tail.length > 0 && !t(key, values).endsWith('.') ? '. ' : ' ');
}
