/** Learned models of the municipalities, and corrections that say who made them, when and about what: as their events have it. */

import type { EventOf } from '../inbox/event.ts';
import { Events } from '../inbox/events.store.ts';
import { Items } from '../inbox/items.store.ts';
import { correctionOf } from '../inbox/projection/corrections.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import { afterCorrection, type Correction } from '../learning/correction.ts';

type Corrected = EventOf<'verdict.corrected'>;

export async function keepCorrections(db: Db): Promise<void> {
  const events = Events(db)
    .find(
      { type: 'verdict.corrected' },
      null,
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .sort({ itemId: 1, seq: 1 });
  const standing = new Map<string, { tenantId: string; corrections: readonly Correction[] }>();
  for await (const event of events.lean<Corrected[]>().cursor() as unknown as AsyncIterable<Corrected>) {
    const { tenantId, itemId } = event;
    const before = standing.get(itemId)?.corrections ?? [];
    standing.set(itemId, { tenantId, corrections: afterCorrection(before, correctionOf(event)) });
  }
  for (const [_id, { tenantId, corrections }] of standing)
    await Items(db).updateOne({ tenantId, _id }, { $set: { corrections: [...corrections] } });
}
