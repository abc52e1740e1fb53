/** Moderation policies in versions. */
import type { Collection, Db } from '../kernel/db.ts';
import { ModerationPolicies } from '../moderation/moderation-policies.store.ts';
import { ensureCollections } from './0001-collections.store.ts';

export function createModerationPolicies(db: Db): Promise<void> {
  return ensureCollections(db, [ModerationPolicies] as unknown as readonly Collection<never>[]);
}
