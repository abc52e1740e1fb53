import type { EventData, EventType, ModerationEvent } from '../../../../core/inbox/event.ts';
import { isHiddenByPerson } from '../../../../core/inbox/hidden-by-person.ts';

type ActorKind = ModerationEvent['actor']['kind'];

function event<T extends EventType>(type: T, data: Partial<EventData[T]>, kind: ActorKind = 'machine') {
  return {
    _id: type,
    tenantId: 'main',
    accountId: 'a',
    itemId: 'i',
    seq: 1,
    type,
    actor: { kind, id: 'x' },
    at: new Date('2026-11-21T11:00:00.000Z'),
    data,
    schemaVersion: 1,
    ruleVersion: 'default-1',
  } as unknown as ModerationEvent;
}
const asked = (actionId: string, kind: ActorKind) =>
  event('action.requested', { actionId, type: 'hide' }, kind);
const done = (actionId: string, type: 'hide' | 'unhide' = 'hide') =>
  event('action.finished', { actionId, type, state: 'done' });
const hidden = event('comment.hidden', {}, 'platform');

describe('who stands behind a hide', () => {
  it.each([
    ['a person', [asked('1', 'person'), done('1'), hidden], true],
    ['a program key', [asked('1', 'token'), done('1')], true],
    ['the machine', [asked('1', 'machine'), done('1')], false],
    ['the platform', [hidden], false],
    ['nobody yet', [asked('1', 'person')], false],
    ['the platform, later', [asked('1', 'person'), done('1'), done('2', 'unhide'), hidden], false],
  ])('The events tell who hid it: %s', (_who, events, person) => {
    expect(isHiddenByPerson(events)).toBe(person);
  });
  it('A hide that failed is nobody’s, and a person’s later one counts', () => {
    const failed = event('action.finished', { actionId: '1', type: 'hide', state: 'failed' });
    expect(isHiddenByPerson([asked('1', 'person'), failed, hidden])).toBe(false);
    expect(isHiddenByPerson([asked('1', 'machine'), done('1'), asked('2', 'person'), done('2')])).toBe(true);
  });
});
