import { describeFindings, type Finding } from './finding.ts';

/** How one check ended. */
export type Outcome =
  | { readonly status: 'passed' }
  | { readonly status: 'skipped'; readonly why: string }
  | {
      readonly status: 'failed';
      /** What the tool itself said. */
      readonly output: string;
      /** One sentence: what to do instead. */
      readonly instead: string;
    };

/** One step of `npm run lint`. */
export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

export const PASSED: Outcome = { status: 'passed' };

/** The outcome of a rule of our own. */
export function assess(findings: readonly Finding[]): Outcome {
  if (findings.length === 0) return PASSED;
  return {
    status: 'failed',
    output: describeFindings(findings),
    instead: 'Change the code, not the rule; a rule that is wrong is changed with a page in docs/decisions.',
  };
}
