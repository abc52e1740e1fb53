/** The layers in use at hand: looked for every few seconds, asked without waiting. */
import type { Db } from '../kernel/db.ts';
import { type ModelInUse, modelBytes, modelsInUse } from './learned-models.store.ts';

/** How long a process may still use a layer that has been replaced or switched off. */
const CACHE_AGE_MS = 2000;

export interface LearnedModelCache<T> {
  /** What `read` made of the municipality's layer; undefined where it has none that can be used. */
  of(tenantId: string): T | undefined;
  refresh(): Promise<void>;
  close(): void;
}

interface Kept<T> {
  readonly version: number;
  readonly layer: T | undefined;
}

/**
 * `read` makes bytes usable, or undefined where this process cannot use them (they stand on another model); it is called
 * once per version. Reads once before it answers; a later reading that fails leaves what is known in force.
 */
export async function openLearnedModelCache<T>(
  db: Db,
  read: (row: ModelInUse, bytes: Buffer) => T | undefined,
  onError: (error: unknown) => void,
): Promise<LearnedModelCache<T>> {
  let known = new Map<string, Kept<T>>();
  const kept = async (row: ModelInUse): Promise<Kept<T>> => {
    const { tenantId, version } = row;
    const before = known.get(tenantId);
    if (before?.version === version) return before;
    const bytes = await modelBytes(db, { tenantId, version });
    return { version, layer: bytes === null ? undefined : read(row, bytes) };
  };
  const refresh = async (): Promise<void> => {
    const rows = await modelsInUse(db);
    known = new Map(await Promise.all(rows.map(async (row) => [row.tenantId, await kept(row)] as const)));
  };
  await refresh();
  const timer = setInterval(() => void refresh().catch(onError), CACHE_AGE_MS);
  timer.unref();
  return {
    of: (tenantId) => known.get(tenantId)?.layer,
    refresh,
    close: () => clearInterval(timer),
  };
}
