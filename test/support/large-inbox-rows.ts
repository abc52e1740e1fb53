import { Actions } from '../../core/actions/actions.store.ts';
import { Alarms } from '../../core/alarms/alarms.store.ts';
import { InAppAlarms } from '../../core/alarms/in-app-alarms.store.ts';
import { Notices } from '../../core/alarms/notices.store.ts';
import { Clocks } from '../../core/deadlines/clocks.store.ts';
import { Supervisions } from '../../core/deadlines/supervision.store.ts';
import { Captures } from '../../core/evidence/captures.store.ts';
import { ImageScans } from '../../core/images/image-scans.store.ts';
import { Contexts } from '../../core/inbox/contexts.store.ts';
import { Deliveries } from '../../core/inbox/deliveries.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { Notes } from '../../core/inbox/notes.store.ts';
import { UnknownChanges } from '../../core/inbox/unknown-changes.store.ts';
import type { Collection } from '../../core/kernel/db.ts';
import { SYSTEM_TENANT } from '../../core/kernel/ids.ts';
import { Opinions } from '../../core/second-opinion/opinions.store.ts';

const ACTOR = { kind: 'person', id: 'someone' };
/** An alarm that no test waits for. */
const FAR = Date.UTC(2100, 0);

/** What was done, told and fetched long ago, and must cost nobody anything now; open is what an item is open for. */
export function rowsBeside(item: Item, number: number): readonly (readonly [Collection<never>, object])[] {
  const { _id: itemId, tenantId, accountId, publishedAt: at } = item;
  const key = (letter: string) => ({ _id: `${letter}-${number}`, tenantId, accountId });
  const done = { state: 'done', notBefore: at, attempts: 1, lease: null };
  const sent = {
    actor: ACTOR,
    cause: null,
    captureId: null,
    createdAt: at,
    finishedAt: at,
    sentAt: at,
    remoteId: `r-${number}`,
    idempotencyKey: null,
  };
  const failed = number % 400 === 0 ? { state: 'failed', cause: 'gone' } : {};
  const told = { kind: 'breach', window: at };
  const recipient = `person${number % 9}@exempel.se`;
  const past = [
    [Deliveries, { ...key('d'), tenantId: SYSTEM_TENANT, ...done, receivedAt: at, waitingFor: [] }],
    [Contexts, { ...key('x'), ...done, state: 'fetched', externalId: `p-${number}` }],
    [ImageScans, { ...key('l'), ...done, itemId, revision: 1, prints: [] }],
    [Opinions, { ...key('o'), ...done, itemId, revision: 1 }],
    [Alarms, { ...key('al'), ...done, ...told, audience: 'administrators' }],
    [
      Notices,
      { ...key('n'), ...done, ...told, ...sent, channel: 'mail', recipient, accountIds: [accountId] },
    ],
    [InAppAlarms, { ...key('i'), ...told, recipient, at, readAt: at }],
    [Notes, { ...key('no'), itemId, text: 'En anteckning', by: 'someone', at }],
    [UnknownChanges, { ...key('u'), deliveryId: 'd', what: 'x', at }],
    [Supervisions, { ...key('s'), at, upTo: at, items: 1, people: [] }],
  ] as const;
  const chosen = past[number % (2 * past.length)];
  const rows: (readonly [unknown, object])[] = chosen ? [chosen] : [];
  if (item.status === 'open')
    rows.push([Clocks, { _id: itemId, tenantId, at: number % 10 === 0 ? item.deadline.nextAlarmAt : FAR }]);
  if (item.status === 'closed')
    rows.push([
      Actions,
      { ...key('a'), ...done, ...sent, ...failed, itemId, type: item.removal ? 'hide' : 'reply' },
    ]);
  if (item.removal)
    rows.push([
      Captures,
      {
        ...key('c'),
        itemId,
        sealedAt: at,
        files: [],
        manifest: '{}',
        manifestSha256: 'x',
        chain: { seq: number, previous: 'x', hash: 'x' },
      },
    ]);
  return rows as unknown as readonly (readonly [Collection<never>, object])[];
}
