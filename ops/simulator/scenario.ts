/**
 * A scenario: what people and the page do, and when. A scenario FILE is JSON of this shape:
 *
 *     {"name": "snow", "steps": [
 *       {"at": 0, "do": "post", "ref": "p1", "by": "page", "text": "…", "ago": 3600},
 *       {"at": 1, "do": "comment", "ref": "c1", "on": "p1", "by": "Ada Exempel", "text": "…"},
 *       {"at": 3, "do": "reply", "to": "c1", "by": "page", "text": "…"},
 *       {"at": 5, "do": "edit", "target": "c1", "text": "…"},
 *       {"at": 8, "do": "remove", "target": "c1"}]}
 *
 * `at` is seconds from the start at speed 1. `ref` names what a step makes, for later steps.
 */
import { z } from 'zod';

/** `page`: the page itself. A name or a person: a visitor. null: the platform does not say who. */
const By = z.union([z.string().min(1), z.object({ id: z.string().min(1), name: z.string() }), z.null()]);
export type By = z.infer<typeof By>;

/** At most 20 days: a timer holds no more. */
const at = z.number().min(0).max(1_728_000);
const ref = z.string().min(1).max(100);
const text = z.string().max(20_000);
const picture = z.url().max(2_000);

export const Step = z.discriminatedUnion('do', [
  z.strictObject({
    at,
    do: z.literal('post'),
    ref: ref.optional(),
    by: By,
    text: text.default(''),
    picture: picture.optional(),
    /** Published this many seconds ago: no webhook tells of it. */
    ago: z.number().min(0).optional(),
  }),
  z.strictObject({
    at,
    do: z.literal('comment'),
    ref: ref.optional(),
    /** The post; without it, the page's latest. */
    on: ref.optional(),
    by: By,
    text: text.default(''),
    picture: picture.optional(),
    /** Written this many seconds ago: its webhook comes only now, as after an outage. */
    ago: z.number().min(0).optional(),
  }),
  z.strictObject({ at, do: z.literal('reply'), ref: ref.optional(), to: ref, by: By, text }),
  z.strictObject({ at, do: z.literal('edit'), target: ref, text }),
  z.strictObject({ at, do: z.literal('remove'), target: ref }),
  z.strictObject({ at, do: z.literal('hide'), target: ref }),
  z.strictObject({ at, do: z.literal('unhide'), target: ref }),
  z.strictObject({ at, do: z.literal('react'), target: ref, by: By, type: z.string().default('like') }),
]);
export type Step = z.infer<typeof Step>;
export type StepInput = z.input<typeof Step>;

/** What a step builds on: a ref that an earlier step must have made. */
function needs(step: Step): string | undefined {
  if (step.do === 'comment') return step.on;
  if (step.do === 'reply') return step.to;
  return step.do === 'post' ? undefined : step.target;
}

export const Scenario = z
  .strictObject({ name: z.string().min(1).max(100), steps: z.array(Step).max(200_000) })
  .transform(({ name, steps }) => ({
    name,
    // Array sort is stable: steps of the same second keep their order.
    steps: [...steps].sort((a, b) => a.at - b.at),
  }))
  .superRefine(({ steps }, context) => {
    const made = new Set<string>();
    for (const [index, step] of steps.entries()) {
      const need = needs(step);
      if (need !== undefined && !made.has(need)) {
        context.addIssue({
          code: 'custom',
          path: ['steps', index],
          message: `nothing before it is called ${need}`,
        });
      }
      if ('ref' in step && step.ref !== undefined) made.add(step.ref);
    }
  });
export type Scenario = z.infer<typeof Scenario>;

/** Reads a scenario from JSON text. Throws an Error with one sentence. */
export function parseScenario(json: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('the scenario is not JSON');
  }
  const parsed = Scenario.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`the scenario is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? ''}`);
}

/** What a named scenario is made from. */
export interface Generate {
  readonly seed: string;
  /** Visitors' comments to make; each scenario has its own default. */
  readonly count?: number | undefined;
}
