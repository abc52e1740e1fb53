/** Which of two copies of an item is newer: by version, and within a version by its last event of the machine. */
interface Dated {
  readonly version: number;
  /** ISO, so that text order is time order. */
  readonly updatedAt: string;
}

export function isNewer(copy: Dated, than: Dated): boolean {
  return copy.version > than.version || (copy.version === than.version && copy.updatedAt > than.updatedAt);
}
