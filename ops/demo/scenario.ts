/**
 * The demo municipality's page: its own posts, half a minute of lively comments (an edit and a removal
 * among them), then one every 15-40 s for a while. Every person is invented.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded, shuffled } from '../simulator/random.ts';
import type { Generate, StepInput } from '../simulator/scenario.ts';

/** A step that gets its time here. */
type Untimed = { [K in StepInput['do']]: Omit<Extract<StepInput, { do: K }>, 'at'> }[StepInput['do']];

const LAST_OPENING_S = 30;
const PAUSE_S = { least: 15, most: 40 };

/** The files are checked when the scenario is parsed. */
function content<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'content', `${name}.json`), 'utf8')) as T[];
}

const isVisitors = (step: { do: string; by?: unknown }): boolean =>
  (step.do === 'comment' || step.do === 'reply' || step.do === 'post') && step.by !== 'page';

/** A comment with all that follows on it. */
function threads(steps: readonly Untimed[]): Untimed[][] {
  const out: Untimed[][] = [];
  for (const step of steps) {
    if (step.do === 'comment' || step.do === 'post') out.push([step]);
    else out.at(-1)?.push(step);
  }
  return out;
}

export const demoPosts = (): StepInput[] => content<StepInput>('posts');

/** Every text that a visitor says in the demo, for scenarios that generate more. */
export function demoTexts(): string[] {
  const steps = ['opening', 'trickle-sv', 'trickle-nb', 'trickle-en'].flatMap((name) =>
    content<Untimed>(name),
  );
  return steps.flatMap((step) => ('text' in step && step.text && isVisitors(step) ? [step.text] : []));
}

function trickle(seed: string): StepInput[] {
  const random = seeded(`demo:${seed}`);
  const all = ['sv', 'nb', 'en'].flatMap((language) => threads(content<Untimed>(`trickle-${language}`)));
  let at = LAST_OPENING_S;
  return shuffled(random, all).flatMap((thread) =>
    thread.map((step) => {
      at += PAUSE_S.least + random() * (PAUSE_S.most - PAUSE_S.least);
      return { ...step, at: Math.round(at) };
    }),
  );
}

/** `count` keeps the first so many comments, and what builds on them. */
export function demoScenario({ seed, count }: Generate): { name: string; steps: StepInput[] } {
  const all = [...demoPosts(), ...content<StepInput>('opening'), ...trickle(seed)];
  if (count === undefined) return { name: 'demo', steps: all };
  const refs = new Set<string>();
  let taken = 0;
  const steps = all.filter((step) => {
    const need = 'target' in step ? step.target : 'to' in step ? step.to : null;
    if (need !== null && !refs.has(need)) return false;
    if (isVisitors(step)) {
      if (taken >= count) return false;
      taken += 1;
    }
    if ('ref' in step && step.ref) refs.add(step.ref);
    return true;
  });
  return { name: 'demo', steps };
}
