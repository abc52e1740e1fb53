/** `npm run lint`: types, boundaries, our own rules, style. Exit 1 when anything failed. */
import { CHECKS } from './checks.ts';
import { runChecks } from './run.ts';

const { failed } = await runChecks(CHECKS, (text) => process.stdout.write(text));
process.exitCode = failed > 0 ? 1 : 0;
