/** Moderation policies in versions. */
import type { Collection, Db } from '../db.ts';
import { ModerationPolicies } from '../moderation-policies.ts';
import { ensureCollections } from './0001-collections.ts';

export function createModerationPolicies(db: Db): Promise<void> {
  return ensureCollections(db, [ModerationPolicies] as unknown as readonly Collection<never>[]);
}
