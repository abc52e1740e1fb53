/** What happened with an invented item, oldest first. */
import type { ActionRequest } from '../../core/actions/actions.contract.ts';
import type { EventShape } from '../../core/inbox/items.contract.ts';

type Told = Pick<EventShape, 'type' | 'data'> & { actor: EventShape['actor'] };

export function fakeEvents(
  itemId: string,
  me: string,
  { asked, told: more }: { asked: readonly { body: ActionRequest }[]; told: readonly Told[] },
): EventShape[] {
  const at = new Date().toISOString();
  const machine = { kind: 'machine' as const, id: 'ingest', name: null };
  const person = { kind: 'person' as const, id: me, name: 'Eva Jonsson' };
  const told: Told[] = [
    { type: 'comment.received', actor: { kind: 'platform', id: 'facebook', name: null }, data: {} },
    {
      type: 'deadline.started',
      actor: machine,
      data: { reason: 'published', deadline: { dueAt: Date.parse(at) } },
    },
    { type: 'action.finished', actor: machine, data: { type: 'reply', state: 'failed', cause: 'refused' } },
    { type: 'item.closed', actor: person, data: { reason: 'answered' } },
    ...asked.flatMap(({ body }): Told[] =>
      body.type === 'count'
        ? [
            {
              type: 'deadline.counted',
              actor: person,
              data: { counts: body.counts, reason: body.counts ? 'counts' : 'left-out' },
            },
          ]
        : [],
    ),
    ...more,
  ];
  return told.map((event, index) => ({
    ...event,
    id: `${itemId}-${index + 1}`,
    seq: index + 1,
    at,
    schemaVersion: 1,
    ruleVersion: 'default-1',
  }));
}
