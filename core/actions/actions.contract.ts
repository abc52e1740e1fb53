/** What a client may ask to be done with an item. One discriminated union: the parser and the documentation. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { prose, remark } from '../contract/free-text.contract.ts';
import { CLOSE_REASONS, RECORDS_OUTCOMES } from '../inbox/event.ts';
import { ItemShape } from '../inbox/items.contract.ts';
import { MAX_REFERENCE } from '../inbox/typed-limits.ts';
import { CORRECTION_KINDS } from '../learning/correction.ts';
import { maskPersonalData } from '../moderation/personal-data.ts';
import { AXES, REMOVAL_REASONS } from '../moderation/removal.ts';
import { CATEGORIES } from '../moderation/verdict.ts';
import { ACTION_STATES, INWARD_ACTIONS, OUTWARD_ACTIONS } from './action.ts';
import { CAUSES } from './connector.ts';

/** The version that the client saw; without it, 422; stale, 409 with the present item. */
const version = z.int().min(1);
/** In capitals too: numbers with letters are written so, and a tag is stored in small ones. */
const hasNoNumbers = (text: string): boolean =>
  [text, text.toUpperCase()].every((written) => maskPersonalData(written) === written);
/** A telephone's, a card's or a customer's: a code of figures alone has fewer, as a year or a postal code. */
const isNoLongNumber = (text: string): boolean =>
  /\p{L}/u.test(text) || text.replace(/\P{N}/gu, '').length < 7;
/** A code, not prose. */
const tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u, 'one word of letters, digits and hyphens')
  .refine(hasNoNumbers, 'no identity or account number')
  .refine(isNoLongNumber, 'no telephone or other long number');
/** A register's own number, as `KS 2026/00123`: letters first, then figures. No prose and no person. */
const isRegisterNumber = (text: string): boolean =>
  text === '' ||
  text.split(' ').every((part, place) => /\p{N}/u.test(part) || (place === 0 && /^\p{L}{1,12}$/u.test(part)));
export const reference = z
  .string()
  .trim()
  .max(MAX_REFERENCE)
  .regex(/^[\p{L}\p{N}/:. -]*$/u, 'a register number')
  .refine(isRegisterNumber, 'a register number')
  .refine(hasNoNumbers, 'no identity or account number');
export const RefutedClaimShape = z.object({
  claim: prose(500),
  correction: prose(2000),
  source: prose(300),
});
/** True: an answer is still owed after the removal, so the item stays open and its clock runs. */
const answerOwed = z.boolean().optional();
const removal = {
  version,
  reason: z.enum(REMOVAL_REASONS),
  axis: z.enum(AXES),
  note: remark(2000).optional(),
  /** Required for `disinformation`, which then waits for a second person: `POST /api/actions/:id/consent`. */
  claim: RefutedClaimShape.optional(),
};

export const ActionRequest = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('reply'),
      version,
      text: prose(8000),
      /**
       * Items under the same post that this reply answers too, and no others. Left out: the earlier comments of the
       * same author in the thread (docs/deadlines.md).
       */
      alsoCloses: z.array(z.string().max(100)).max(50).optional(),
      /** Also where somebody else has answered already: without it, that is 409. `version` is still what was seen. */
      anyway: z.literal(true).optional(),
    }),
    z.object({ type: z.literal('hide'), ...removal, answerOwed }),
    z.object({ type: z.literal('delete'), ...removal, answerOwed }),
    z.object({ type: z.literal('ban'), ...removal }),
    z.object({ type: z.literal('unhide'), version }),
    z.object({ type: z.literal('like'), version }),
    z.object({
      type: z.literal('close'),
      version,
      reason: z.enum(CLOSE_REASONS).exclude(['removed', 'removed-on-platform']),
      /** Required for `answered-elsewhere`: a sentence that says when and how. */
      note: prose(4000).optional(),
    }),
    z.object({ type: z.literal('reopen'), version }),
    /** We wait for the citizen: the clock pauses until they write, or somebody reopens. */
    z.object({ type: z.literal('wait'), version }),
    /** A person stands behind a hide that a machine or the platform made, and may say for what reason: the clock stops. */
    z.object({
      type: z.literal('confirm'),
      version,
      reason: z.enum(REMOVAL_REASONS).optional(),
      /** With a reason only. */
      axis: z.enum(AXES).optional(),
      /** Required for `disinformation`, which then waits for a second person as a removal does. */
      claim: RefutedClaimShape.optional(),
    }),
    /** Moves the item out of the statistics, or back. */
    z.object({ type: z.literal('count'), version, counts: z.boolean() }),
    z.object({ type: z.literal('assign'), version, to: z.string().max(200).nullable() }),
    z.object({ type: z.literal('snooze'), version, until: anyInstant }),
    z.object({ type: z.literal('tag'), version, tag }),
    z.object({ type: z.literal('note'), version, text: prose(4000) }),
    z.object({
      type: z.literal('register'),
      version,
      /** `withdrawn` takes the decision back: nothing is decided. */
      outcome: z.enum([...RECORDS_OUTCOMES, 'withdrawn']),
      reference: reference.optional(),
    }),
    z.object({
      type: z.literal('correct'),
      version,
      category: z.enum(CATEGORIES),
      /** `withdrawn` takes the standing correction of the category back. */
      as: z.enum([...CORRECTION_KINDS, 'withdrawn']),
      other: z.enum(CATEGORIES).optional(),
    }),
  ])
  .meta({ id: 'ActionRequest' });
export type ActionRequest = z.infer<typeof ActionRequest>;

/** With a `version`, a stale one is 409: of an action that was stopped since the text was edited, the one just read. */
export const RetryRequest = z.object({
  version: version.optional(),
  /** A removal for legal duty goes on though its picture is missing; of those who may. */
  withoutPicture: z.literal(true).optional(),
});

export const ActionShape = z
  .object({
    id: z.string(),
    itemId: z.string(),
    type: z.enum([...OUTWARD_ACTIONS, ...INWARD_ACTIONS]),
    state: z.enum(ACTION_STATES),
    cause: z.enum(CAUSES).nullable(),
    actor: z.object({ kind: z.string(), id: z.string() }),
    createdAt: instant,
    /** Nothing leaves the machine before this; until then it can be undone. */
    notBefore: instant,
    finishedAt: instant.nullable(),
    remoteId: z.string().nullable(),
    captureId: z.string().nullable(),
  })
  .meta({ id: 'Action' });
export type ActionShape = z.infer<typeof ActionShape>;

export const ActionResult = z.object({ action: ActionShape, item: ItemShape }).meta({ id: 'ActionResult' });
export type ActionResult = z.infer<typeof ActionResult>;
