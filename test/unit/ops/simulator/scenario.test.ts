import { describe, expect, test } from '@jest/globals';
import { SCENARIO_NAMES, scenarioNamed } from '../../../../ops/simulator/named.ts';
import { parseScenario, type Scenario } from '../../../../ops/simulator/scenario.ts';

const visitors = ({ steps }: Scenario): Scenario['steps'] =>
  steps.filter(
    (step) => (step.do === 'comment' || step.do === 'reply' || step.do === 'post') && step.by !== 'page',
  );

describe('a scenario file', () => {
  const file = (steps: unknown[]): string => JSON.stringify({ name: 'x', steps });

  test('A scenario is sorted by time, keeping the order within a second', () => {
    const { steps } = parseScenario(
      file([
        { at: 0, do: 'comment', ref: 'a', by: 'Ada Påhitt', text: 'a' },
        { at: 5, do: 'remove', target: 'a' },
        { at: 2, do: 'edit', target: 'a', text: 'b' },
        { at: 2, do: 'edit', target: 'a', text: 'c' },
      ]),
    );
    expect(steps.map((step) => step.do)).toEqual(['comment', 'edit', 'edit', 'remove']);
    expect(steps[2]).toMatchObject({ text: 'c' });
  });

  test('A wrong scenario is refused with a sentence that says what is wrong', () => {
    expect(() => parseScenario('{')).toThrow('the scenario is not JSON');
    expect(() => parseScenario(file([{ at: -1, do: 'remove', target: 'a' }]))).toThrow(/steps\.0\.at/);
    expect(() => parseScenario(file([{ at: 1, do: 'dance' }]))).toThrow(/steps\.0\.do/);
    expect(() => parseScenario(file([{ at: 1, do: 'remove', target: 'a' }]))).toThrow(
      'nothing before it is called a',
    );
    expect(() => parseScenario(file([{ at: 1, do: 'edit', target: 'a', text: '', colour: 1 }]))).toThrow();
  });
});

describe('the named scenarios', () => {
  test.each(SCENARIO_NAMES)('The scenario %s parses, and is the same from the same seed', (name) => {
    const one = scenarioNamed(name, { seed: '1', count: 40 });
    expect(visitors(one)).toHaveLength(40);
    expect(scenarioNamed(name, { seed: '1', count: 40 })).toEqual(one);
    expect(scenarioNamed(name, { seed: '2', count: 60 })).not.toEqual(one);
  });

  test('A scenario that is unknown is named with those that are known', () => {
    expect(() => scenarioNamed('toString', { seed: '1' })).toThrow(
      'there is no scenario toString; named are demo',
    );
  });

  test('The storm edits and removes', () => {
    const kinds = scenarioNamed('storm', { seed: '1', count: 100 }).steps.map((step) => step.do);
    expect(kinds.filter((kind) => kind === 'edit').length).toBeGreaterThan(5);
    expect(kinds.filter((kind) => kind === 'remove').length).toBeGreaterThan(2);
  });
});

describe('the demo', () => {
  const demo = scenarioNamed('demo', { seed: 'demo' });

  test('The demo has 60 comments, 20 of them in the first half minute, with an edit and a removal', () => {
    expect(visitors(demo).length).toBeGreaterThanOrEqual(60);
    const opening = { ...demo, steps: demo.steps.filter((step) => step.at <= 30) };
    expect(visitors(opening).length).toBeGreaterThanOrEqual(20);
    // Whatever the weekends and holidays: a week ago is late, and so the head's page has something to show.
    const ages = opening.steps.map((step) => (step.do === 'comment' ? (step.ago ?? 0) : 0));
    expect(Math.max(...ages)).toBeGreaterThanOrEqual(7 * 86_400);
    expect(opening.steps.map((step) => step.do)).toEqual(expect.arrayContaining(['edit', 'remove']));
  });

  test('The demo goes on with one step every 15 to 40 seconds', () => {
    const times = demo.steps.filter((step) => step.at > 30).map((step) => step.at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(14);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(41);
  });

  test('The demo has every awkward kind of comment', () => {
    const said = visitors(demo).map((step) => ({ text: 'text' in step ? step.text : '', step }));
    const some = (found: (each: (typeof said)[number]) => boolean): void =>
      expect(said.some(found)).toBe(true);
    some(({ step }) => 'by' in step && step.by === null);
    some(({ step, text }) => text === '' && 'picture' in step && step.picture !== undefined);
    some(({ text }) => /\p{Script=Arabic}/u.test(text));
    some(({ text }) => /\p{Script=Hebrew}/u.test(text));
    some(({ text }) => text.includes('Buorre beaivi'));
    some(({ text }) => text.length > 1_000);
    some(({ text }) => /^\p{Extended_Pictographic}+$/u.test(text));
    some(({ text }) => text.includes('196408233234'));
    some(({ step }) => step.do === 'post');
  });
});
