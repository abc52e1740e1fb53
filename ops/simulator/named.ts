import { demoScenario } from '../demo/scenario.ts';
import { type Generate, Scenario } from './scenario.ts';
import { floodScenario } from './scenarios/flood.ts';
import { mixedScenario } from './scenarios/mixed.ts';
import { stormScenario } from './scenarios/storm.ts';

const NAMED: Readonly<Record<string, (input: Generate) => unknown>> = {
  demo: demoScenario,
  flood: floodScenario,
  mixed: mixedScenario,
  storm: stormScenario,
};

export const SCENARIO_NAMES: readonly string[] = Object.keys(NAMED);

/** Builds one of the named scenarios. Throws when there is none of that name. */
export function scenarioNamed(name: string, input: Generate): Scenario {
  const build = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (!build) throw new Error(`there is no scenario ${name}; named are ${SCENARIO_NAMES.join(', ')}`);
  return Scenario.parse(build(input));
}
