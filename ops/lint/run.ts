import type { Check, Outcome } from './outcome.ts';

/** How many checks ended in which way. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs every check, also after one has failed, and writes one line for each; a failure with all it has to say. */
export async function runChecks(checks: readonly Check[], write: (text: string) => void): Promise<Tally> {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks) {
    const start = performance.now();
    const outcome = await outcomeOf(check);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    tally[outcome.status] += 1;
    write(`${outcome.status.padEnd(7)}  ${check.name} (${seconds} s)${remark(outcome)}\n`);
  }
  return tally;
}

async function outcomeOf(check: Check): Promise<Outcome> {
  try {
    return await check.run();
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 'failed', output, instead: 'The check itself broke; mend ops/lint.' };
  }
}

function remark(outcome: Outcome): string {
  if (outcome.status === 'skipped') return `: ${outcome.why}`;
  return outcome.status === 'failed' ? `\n${outcome.output}\n${outcome.instead}\n` : '';
}
