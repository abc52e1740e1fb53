/** The inbox item as clients see it, and how they ask for it. */
import { z } from 'zod';
import { ACTION_STATES, INWARD_ACTIONS, OUTWARD_ACTIONS } from '../actions/action.ts';
import { CAUSES } from '../actions/connector.ts';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { LIST_FILTERS } from '../contract/list-filters.contract.ts';
import { DEADLINE_STATES } from '../deadlines/state.ts';
import { CapturePictureShape } from '../evidence/captures.contract.ts';
import { ImageScanShape } from '../images/image-scan.contract.ts';
import { PLATFORMS } from '../kernel/platform.ts';
import { CORRECTION_KINDS } from '../learning/correction.ts';
import { CaseShape } from '../lists/lists.contract.ts';
import { DECISIONS } from '../moderation/decision.ts';
import { REMOVAL_REASONS } from '../moderation/removal.ts';
import { VerdictShape } from '../moderation/verdict.contract.ts';
import {
  CATEGORIES,
  INTENT_FLAGS,
  INTENTS,
  LANGUAGES,
  LEVELS,
  REGISTRATIONS,
} from '../moderation/verdict.ts';
import { ItemHandOverShape } from '../records/item-hand-over.contract.ts';
import { SecondOpinionShape } from '../second-opinion/second-opinion.contract.ts';
import { AnswerShape } from './answers.contract.ts';
import { COMMENT_KINDS, VISIBILITIES } from './comment.ts';
import { CLOSE_REASONS, RECORDS_OUTCOMES } from './event.ts';
import { ITEM_STATUSES, MACHINE_HIDE_STATES, NEW_TEXT_STATES } from './item.ts';
import { MaskedShape } from './masked.contract.ts';

export const ItemShape = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    accountId: z.string(),
    board: z.string(),
    kind: z.enum(COMMENT_KINDS),
    externalId: z.string(),
    parentId: z.string().nullable(),
    postId: z.string().nullable(),
    permalink: z.string().nullable(),
    author: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    /** Identity and account numbers stand as `•`, sign for sign: offsets are those of the original. */
    text: z.string(),
    masked: z.array(MaskedShape),
    /** The platform told of an edit without its text: it is being fetched, or cannot be had. Null: the text is the newest. */
    newText: z.enum(NEW_TEXT_STATES).nullable(),
    attachments: z.array(
      z.object({
        type: z.enum(['image', 'video', 'link', 'file', 'sticker']),
        state: z.enum(['unfetched']),
        look: ImageScanShape,
        /** What it shows in words, as the platform tells it. */
        alt: z.string().nullable(),
      }),
    ),
    revision: z.int(),
    publishedAt: instant,
    firstFetchedAt: instant,
    firstSeenAt: instant.nullable(),
    updatedAt: instant,
    status: z.enum(ITEM_STATUSES),
    closeReason: z.enum(CLOSE_REASONS).nullable(),
    visibility: z.enum(VISIBILITIES),
    version: z.int(),
    language: z.enum(LANGUAGES),
    classified: z.boolean(),
    verdicts: z.array(VerdictShape),
    decision: z.enum(DECISIONS),
    registration: z.object({
      class: z.enum(REGISTRATIONS),
      score: z.number(),
      reasons: z.array(z.string()),
      caseNumber: z.string().nullable(),
    }),
    intent: z.object({ class: z.enum(INTENTS), score: z.number(), flags: z.array(z.enum(INTENT_FLAGS)) }),
    needsAnswer: z.object({ value: z.boolean(), score: z.number() }),
    deadline: z.object({
      dueAt: instant.nullable(),
      state: z.enum(DEADLINE_STATES),
      startedAt: instant.nullable(),
      stoppedAt: instant.nullable(),
      breached: z.boolean(),
      /** Whether it stands in the statistics; a person turns it off and on. */
      counts: z.boolean(),
      policyVersion: z.string(),
      calendarVersion: z.string(),
    }),
    recordsOutcome: z.enum(RECORDS_OUTCOMES).nullable(),
    recordsReference: z.string().nullable(),
    captures: z.array(
      z.object({
        id: z.string(),
        /** Of the record, which is sealed before anything is removed. */
        state: z.enum(['sealed']),
        manifestSha256: z.string(),
        picture: CapturePictureShape,
      }),
    ),
    /** What of it was given to the board's register, the newest last. */
    handOvers: z.array(ItemHandOverShape),
    actions: z.array(
      z.object({
        id: z.string(),
        type: z.enum([...OUTWARD_ACTIONS, ...INWARD_ACTIONS]),
        state: z.enum(ACTION_STATES),
        cause: z.enum(CAUSES).nullable(),
      }),
    ),
    /** What a policy asked to hide and for what, and how it stands; null: nothing. A person confirms or restores it. */
    machineHide: z
      .object({
        actionId: z.string(),
        policy: z.string(),
        decision: z.enum(['hold', 'hide']),
        categories: z.array(z.enum(CATEGORIES)),
        state: z.enum(MACHINE_HIDE_STATES),
      })
      .nullable(),
    assignee: z.string().nullable(),
    tags: z.array(z.string()),
    snoozedUntil: instant.nullable(),
    corrections: z.array(
      z.object({
        category: z.enum(CATEGORIES),
        as: z.enum(CORRECTION_KINDS),
        other: z.enum(CATEGORIES).nullable(),
        by: z.object({ kind: z.enum(['person', 'token', 'machine', 'platform']), id: z.string() }),
        at: instant,
        /** What was judged: classifier, revision of the text, and what it had said. Null: made before this was kept. */
        classifier: z.string(),
        revision: z.int().nullable(),
        score: z.number().nullable(),
        level: z.enum(LEVELS).nullable(),
      }),
    ),
    context: z.enum(['pending', 'fetched', 'failed', 'none']),
    contextCause: z.enum(CAUSES).nullable(),
    /** What was asked besides our classifiers; null: nothing, or it has not answered yet. */
    secondOpinion: SecondOpinionShape.nullable(),
  })
  .meta({ id: 'Item' });
export type ItemShape = z.infer<typeof ItemShape>;

export const VIEWS = [
  'all',
  'mine',
  'drafts',
  'unassigned',
  'due-soon',
  'due-today',
  'breached',
  'abusive',
  'possible',
  'registration',
  'waiting',
  'snoozed',
  'closed',
] as const;
export type View = (typeof VIEWS)[number];

export const ItemQuery = z.strictObject({
  view: z.enum(VIEWS).optional(),
  ...LIST_FILTERS,
  externalId: z.string().min(1).optional(),
  /** The receiving board. */
  board: z.string().min(1).max(200).optional(),
  status: z.enum(ITEM_STATUSES).optional(),
  sort: z.enum(['due', 'severity', 'newest']).default('due'),
  /** Only what changed at or after this instant; the answer's `asOf` is the next `since`. */
  since: anyInstant.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `rows`: each item as a list shows it, without what most have alike: `rows` instead of `items`. */
  as: z.enum(['items', 'rows']).default('items'),
});
export type ItemQuery = z.infer<typeof ItemQuery>;

export const ItemSearch = ItemQuery.omit({ since: true, as: true }).extend({
  text: z.string().trim().min(1).max(200).meta({
    description:
      'Words (each itself, in another form, or as the beginning of a longer word), "phrases", -without, author:name. Filters are fields of their own',
  }),
  /** `fit`: the words as they were typed, then in other forms, then as beginnings, each the newest first. */
  sort: z.enum(['fit', 'newest', 'due', 'severity']).default('fit'),
});
export type ItemSearch = z.infer<typeof ItemSearch>;

export const ItemPage = z
  .object({
    items: z.array(ItemShape),
    nextCursor: z.string().nullable(),
    asOf: instant,
    /** Of these items the revision that the caller last had on screen; an item that they never saw is left out. */
    seen: z.record(z.string(), z.int()),
  })
  .meta({ id: 'ItemPage' });
export type ItemPage = z.infer<typeof ItemPage>;

export const SearchPage = ItemPage.extend({
  /** How many are found in all, counted up to 1,000; null with the further pages. */
  hits: z.object({ count: z.int(), isMore: z.boolean() }).nullable(),
}).meta({ id: 'SearchPage' });
export type SearchPage = z.infer<typeof SearchPage>;

/** How many items each view holds, for the caller's scope. */
export const ViewCounts = z.object(
  Object.fromEntries(VIEWS.map((view) => [view, z.int()])) as Record<View, z.ZodInt>,
);

/** One line of the thread in the reading pane. `own`: the account wrote it. */
export const ThreadEntry = z.object({
  externalId: z.string(),
  /** The inbox item, where it is one. */
  itemId: z.string().nullable(),
  parentId: z.string().nullable(),
  author: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  own: z.boolean(),
  text: z.string(),
  at: instant.nullable(),
  visibility: z.enum(VISIBILITIES),
  revision: z.int(),
});
export type ThreadEntry = z.infer<typeof ThreadEntry>;

export const ItemDetail = z
  .object({
    item: ItemShape,
    /** Hidden because a person asked for it, so no hide waits for a person to stand behind it. */
    hiddenByPerson: z.boolean(),
    /** The account's post, or null: not fetched yet, failed (see item.context), or the item is itself a post. */
    post: z
      .object({
        externalId: z.string(),
        text: z.string(),
        permalink: z.string().nullable(),
        at: instant.nullable(),
      })
      .nullable(),
    /** The conversation it stands in, oldest first, the item among them; of more than 200 the newest. */
    thread: z.array(ThreadEntry),
    /**
     * The texts that it has had, oldest first; of more than 50 the first and the newest (`revision` tells how many there
     * are). Null: of this text, one of very many, only its hash and times are kept.
     */
    revisions: z.array(z.object({ text: z.string().nullable(), at: instant, receivedAt: instant })),
    /** Links of the text that show one host and lead to another, at most five. */
    misleadingLinks: z.array(z.object({ shown: z.string(), target: z.string() })),
    notes: z.array(z.object({ id: z.string(), text: z.string(), by: z.string(), at: instant })),
    /** What was or is about to be answered, by whom, the oldest first; of more than 20 the newest. */
    answers: z.array(AnswerShape),
    /** Removals of this author's other comments that stand, as this municipality decided them: no older than 180 days. */
    authorHistory: z.array(z.object({ itemId: z.string(), reason: z.enum(REMOVAL_REASONS), at: instant })),
    /** The registered case that a comment without a number probably belongs to. */
    likelyCase: CaseShape.nullable(),
    /** Known false claims that the text is like, with what is true and who knows. */
    claims: z.array(
      z.object({
        id: z.string(),
        language: z.enum(LANGUAGES),
        claim: z.string(),
        correction: z.string(),
        ask: z.string(),
      }),
    ),
    /** Removals that wait for a second person, with their reason in full. */
    consents: z.array(
      z.object({
        actionId: z.string(),
        type: z.enum([...OUTWARD_ACTIONS, ...INWARD_ACTIONS]),
        by: z.object({ id: z.string(), name: z.string().nullable() }),
        at: instant,
        claim: z.object({ claim: z.string(), correction: z.string(), source: z.string() }),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ItemDetail' });
export type ItemDetail = z.infer<typeof ItemDetail>;

export const EventShape = z
  .object({
    id: z.string(),
    seq: z.int(),
    type: z.string(),
    actor: z.object({
      kind: z.enum(['person', 'token', 'machine', 'platform']),
      id: z.string(),
      name: z.string().nullable(),
    }),
    at: instant,
    data: z.record(z.string(), z.unknown()),
    schemaVersion: z.int(),
    ruleVersion: z.string(),
  })
  .meta({ id: 'Event' });
export type EventShape = z.infer<typeof EventShape>;
