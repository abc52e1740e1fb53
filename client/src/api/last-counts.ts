/** The numbers of the rail as this tab last knew them: a reload shows them at once, and the server's a moment later. */
import type { Counts } from './calls.ts';

const KEY = 'uppsikt.counts';

export function lastCounts(accountId: string | null): Counts | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`${KEY}.${accountId ?? ''}`) ?? 'null');
    return kept === null ? undefined : (kept as Counts);
  } catch {
    return undefined;
  }
}

export async function keepCounts(accountId: string | null, asked: Promise<Counts>): Promise<Counts> {
  const counts = await asked;
  try {
    sessionStorage.setItem(`${KEY}.${accountId ?? ''}`, JSON.stringify(counts));
  } catch {
    // Full or refused: the next reload waits for the server.
  }
  return counts;
}
