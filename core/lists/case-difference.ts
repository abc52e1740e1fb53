/** What an import would change in the list of registered cases, by their numbers. Pure. */
import type { RegisteredCase } from './lists.ts';

export interface CaseDifference {
  readonly added: readonly RegisteredCase[];
  readonly gone: readonly RegisteredCase[];
  readonly changed: readonly { readonly before: RegisteredCase; readonly after: RegisteredCase }[];
  readonly unchanged: number;
}

const FIELDS = ['subject', 'place', 'board', 'status'] as const;
/** The store and a file differ in how they leave out what is empty. */
const isSame = (a: RegisteredCase, b: RegisteredCase): boolean =>
  FIELDS.every((field) => (a[field] ?? '') === (b[field] ?? ''));

export function caseDifference(
  before: readonly RegisteredCase[],
  after: readonly RegisteredCase[],
): CaseDifference {
  const known = new Map(before.map((row) => [row.number, row]));
  const kept = new Set(after.map(({ number }) => number));
  const added: RegisteredCase[] = [];
  const changed: { before: RegisteredCase; after: RegisteredCase }[] = [];
  let unchanged = 0;
  for (const row of after) {
    const earlier = known.get(row.number);
    if (earlier === undefined) added.push(row);
    else if (isSame(earlier, row)) unchanged += 1;
    else changed.push({ before: earlier, after: row });
  }
  return { added, gone: before.filter(({ number }) => !kept.has(number)), changed, unchanged };
}
