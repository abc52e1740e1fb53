/**
 * Events say by their hash which tag or register number was set: what people type stands on the item alone (rule 11).
 * The one change that events ever see, for what they held may never have stood in them.
 */

import type { RecordsOutcome } from '../inbox/event.ts';
import { Events } from '../inbox/events.store.ts';
import { decided, tagged } from '../inbox/typed-by-person.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';

interface OldEvent {
  readonly _id: string;
  readonly tenantId: string;
  readonly type: string;
  readonly data: {
    readonly tag?: string;
    readonly outcome?: RecordsOutcome;
    readonly reference?: string | null;
  };
}

const dataOf = ({ type, data }: OldEvent): object =>
  type === 'item.tagged'
    ? tagged(data.tag ?? '')
    : decided({
        type: 'register',
        version: 1,
        outcome: data.outcome ?? 'minor',
        reference: data.reference ?? undefined,
      });

export async function hashTypedCodes(db: Db): Promise<void> {
  const events = Events(db)
    .find(
      {
        $or: [
          { type: 'item.tagged', 'data.tag': { $exists: true } },
          { type: 'records.decided', 'data.reference': { $exists: true } },
        ],
      },
      null,
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<OldEvent[]>()
    .cursor() as unknown as AsyncIterable<OldEvent>;
  for await (const event of events)
    await Events(db).updateOne(
      { tenantId: event.tenantId, _id: event._id },
      { $set: { data: dataOf(event) } as never },
    );
}
