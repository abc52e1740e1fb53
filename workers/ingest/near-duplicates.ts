/** How many near-identical comments came lately, looked up before the transaction: what is applied in it stays pure. */
import { createFingerprinter } from '../../classifiers/text/index.ts';
import {
  type Fingerprint,
  type FingerprintStream,
  MAX_FINGERPRINTS,
} from '../../core/kernel/realtime/fingerprint-stream.ts';
import type { BatchChange, NearDuplicates } from './batch.ts';
import { NearDuplicateIndex } from './near-duplicate-index.ts';

export interface NearDuplicateCounter {
  /** Never throws. Without Redis: what this worker has seen itself is not used either, and nothing is counted. */
  count(changes: readonly BatchChange[], now: Date): Promise<NearDuplicates>;
}

export function createNearDuplicateCounter(stream: FingerprintStream): NearDuplicateCounter {
  const hashOf = createFingerprinter();
  const indexes = new Map<string, NearDuplicateIndex>();

  function fingerprintOf({ change, commentId }: BatchChange, now: Date): Fingerprint | null {
    if (change.type !== 'added' && change.type !== 'edited') return null;
    if (change.own) return null;
    const hash = hashOf(change.text);
    if (hash === null) return null;
    const authorId = change.author?.id ?? '';
    return { id: commentId, hash, authorId, postId: change.postId ?? '', at: now.getTime() };
  }

  async function ofTenant(tenantId: string, changes: readonly BatchChange[], now: Date) {
    const candidates = changes.flatMap((change) => {
      const fingerprint = fingerprintOf(change, now);
      return fingerprint === null ? [] : [{ change, fingerprint }];
    });
    if (candidates.length === 0) return [];
    const index = indexes.get(tenantId) ?? new NearDuplicateIndex(MAX_FINGERPRINTS);
    indexes.set(tenantId, index);
    // A delivery that comes again has nothing to add.
    const fresh = candidates
      .filter(({ fingerprint }) => !index.isKnown(fingerprint))
      .map(({ fingerprint }) => fingerprint);
    const others = await stream.exchange(tenantId, fresh);
    if (others === null) return [];
    for (const other of others) index.add(other);
    const counted: [BatchChange, number][] = [];
    for (const { change, fingerprint } of candidates) {
      if (!index.isKnown(fingerprint)) index.add(fingerprint);
      const count = index.countNear(fingerprint);
      if (count > 0) counted.push([change, count]);
    }
    return counted;
  }

  return {
    async count(changes, now) {
      const found: [BatchChange, number][] = [];
      for (const [tenantId, tenantChanges] of Map.groupBy(changes, ({ account }) => account.tenantId))
        found.push(...(await ofTenant(tenantId, tenantChanges, now)));
      return new Map(found);
    },
  };
}
