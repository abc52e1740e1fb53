/** The preparation process as `npm start` sees it: it starts with the first step and ends soon after the last one. */
import { join } from 'node:path';
import { createChildProgram } from '../../core/kernel/child-program.ts';
import type { BecomePrimary } from '../services/mongod.ts';
import type { PreparationSteps } from './preparation.ts';

export interface StepRequest {
  readonly name: string;
  readonly value: unknown;
}

export type StepAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly message: string; readonly exitCode: number };

/** What went wrong, in the words of who did it, and how `npm start` ends over it. */
export class PreparationError extends Error {
  override readonly name = 'PreparationError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export type Prepare = <N extends keyof PreparationSteps>(
  name: N,
  value: Parameters<PreparationSteps[N]>[0],
) => ReturnType<PreparationSteps[N]>;

/** Migrations of a large store take as long as they take. */
const LIMIT_MS = 24 * 60 * 60_000;
const IDLE_MS = 3000;
const HEAP_MB = 2048;

export function createPreparation(env: NodeJS.ProcessEnv): {
  readonly prepare: Prepare;
  end(): Promise<void>;
} {
  const program = createChildProgram<StepRequest, StepAnswer>({
    file: join(import.meta.dirname, 'preparation-main.ts'),
    heapMb: HEAP_MB,
    limitMs: LIMIT_MS,
    idleMs: IDLE_MS,
    trustedWith: env,
  });
  async function prepare(name: string, value: unknown): Promise<unknown> {
    const outcome = await program.ask({ name, value });
    if (!outcome.ok) throw new PreparationError(`The step ${name} of the start ended unasked.`, 1);
    const answer = outcome.response;
    if (!answer.ok) throw new PreparationError(answer.message, answer.exitCode);
    return answer.result;
  }
  return { prepare: prepare as Prepare, end: () => program.stop() };
}

const EXIT_POLL_MS = 100;

/** In the preparation process. A mongod that ends is not waited for. */
export const becomePrimaryBy =
  (prepare: Prepare): BecomePrimary =>
  async ({ hasExited, ...mongod }) => {
    let poll: NodeJS.Timeout | undefined;
    const gone = new Promise<never>((_, reject) => {
      poll = setInterval(() => {
        if (hasExited()) reject(new Error('it ended'));
      }, EXIT_POLL_MS);
    });
    return Promise.race([prepare('becomePrimary', mongod), gone]).finally(() => clearInterval(poll));
  };
