import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import type { Finding } from '../finding.ts';
import { CRUISE_OPTIONS, RULES } from './rules.ts';

/** What a check of the imports found, and over how many files it looked. */
export interface Cruised {
  readonly findings: Finding[];
  readonly files: number;
}

/** Reads the imports of `folders` (relative to `baseDir`) and holds them against every rule. */
export async function checkImports(baseDir: string, folders: readonly string[]): Promise<Cruised> {
  const ruleSet = { forbidden: RULES.map((rule) => ({ severity: 'error' as const, ...rule })) };
  const { output } = await cruise([...folders], { ...CRUISE_OPTIONS, baseDir, validate: true, ruleSet });
  const { summary } = output as ICruiseResult;
  return { findings: summary.violations.map(findingOf), files: summary.totalCruised };
}

function findingOf(violation: IViolation): Finding {
  const rule = RULES.find(({ name }) => name === violation.rule.name);
  const way = (violation.cycle ?? violation.via ?? []).map(({ name }) => name);
  return {
    file: violation.from,
    what: `-> ${way.length > 0 ? way.join(' -> ') : violation.to}`,
    rule: violation.rule.name,
    instead: rule?.comment ?? '',
  };
}
