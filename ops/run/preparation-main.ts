/** The preparation process: one step after the other, what goes wrong comes back as a sentence and an exit code. */
import { flushCompileCache } from 'node:module';
import { serveParent } from '../../core/kernel/serve-parent.ts';
import { messageOf } from '../services/errors.ts';
import { type PreparationSteps, STEPS } from './preparation.ts';
import type { StepAnswer, StepRequest } from './preparation-process.ts';

type Step = (value: unknown) => Promise<unknown>;

await serveParent(async ({ name, value }: StepRequest): Promise<StepAnswer> => {
  try {
    const result = await (STEPS[name as keyof PreparationSteps] as Step)(value);
    // It is ended, not let end: the next start finds what this one has compiled.
    flushCompileCache();
    return { ok: true, result };
  } catch (error) {
    const { exitCode } = error as { exitCode?: unknown };
    return { ok: false, message: messageOf(error), exitCode: typeof exitCode === 'number' ? exitCode : 1 };
  }
});
