/** What the entry around a change says. */
export interface EntryContext {
  readonly accountId: string;
  readonly sentAt: Date | null;
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
