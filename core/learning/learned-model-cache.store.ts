/** The learned models in use at hand: read again every few seconds, asked without waiting. */
import type { Db } from '../kernel/db.ts';
import { CACHE_AGE_MS, type Refreshing, refreshing } from '../kernel/refreshing.ts';
import { type ModelInUse, modelBytes, modelsInUse } from './learned-models.store.ts';

export interface LearnedModelCache<T> extends Pick<Refreshing<never>, 'refresh' | 'close'> {
  /** What `read` made of the municipality's learned model; undefined where it has none that can be used. */
  of(tenantId: string): T | undefined;
}

interface Kept<T> {
  readonly version: number;
  readonly model: T | undefined;
}

/**
 * `read` makes bytes usable, or undefined where this process cannot use them (they stand on another model); it is called
 * once per version.
 */
export async function openLearnedModelCache<T>(
  db: Db,
  read: (row: ModelInUse, bytes: Buffer) => T | undefined,
  onError: (error: unknown) => void,
): Promise<LearnedModelCache<T>> {
  const keptOf = async (row: ModelInUse, known: Kept<T> | undefined): Promise<Kept<T>> => {
    const { tenantId, version } = row;
    if (known?.version === version) return known;
    const bytes = await modelBytes(db, { tenantId, version });
    return { version, model: bytes === null ? undefined : read(row, bytes) };
  };
  const readAll = async (known: ReadonlyMap<string, Kept<T>> | undefined) => {
    const entries = (await modelsInUse(db)).map(
      async (row) => [row.tenantId, await keptOf(row, known?.get(row.tenantId))] as const,
    );
    return new Map(await Promise.all(entries));
  };
  const { value, refresh, close } = await refreshing(readAll, { everyMs: CACHE_AGE_MS, onError });
  return { of: (tenantId) => value().get(tenantId)?.model, refresh, close };
}
