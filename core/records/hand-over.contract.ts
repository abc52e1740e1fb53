/** Hand-overs and the routes of the boards as clients see them, and the routes of the API. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { prose } from '../contract/free-text.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { ItemShape } from '../inbox/items.contract.ts';
import { HAND_OVER_CAUSES, HAND_OVER_STATES } from './hand-over.ts';
import { ROUTE_KINDS, ROUTE_LANGUAGES } from './hand-over-route.ts';
import { PACKAGE_FORMATS } from './package-format.ts';
import { oneLine } from './receipt.ts';

export const HAND_OVER_REFUSAL_CODES = [
  'not-found',
  'no-capture',
  'no-route',
  'secret-not-allowed',
  'already',
] as const;

export const HandOverShape = z
  .object({
    id: z.string(),
    itemId: z.string().nullable(),
    captureId: z.string().nullable(),
    board: z.string(),
    kind: z.enum(ROUTE_KINDS),
    isTest: z.boolean(),
    state: z.enum(HAND_OVER_STATES),
    requestedAt: instant,
    /** Why it came to nothing, or has not yet come through. */
    cause: z.enum(HAND_OVER_CAUSES).nullable(),
    /** What the receiver’s machine showed, e.g. the fingerprint of its host key. */
    shown: z.string().nullable(),
    tries: z.array(
      z.object({
        number: z.int(),
        /** Message-ID or file name. */
        name: z.string(),
        startedAt: instant,
        endedAt: instant.nullable(),
        outcome: z.enum(['sent', 'not-sent', 'unknown']).nullable(),
        cause: z.enum(HAND_OVER_CAUSES).nullable(),
      }),
    ),
    receipt: z
      .object({
        state: z.enum(['received', 'refused']),
        reference: z.string().nullable(),
        reason: z.string().nullable(),
        at: instant,
        source: z.enum(['file', 'person']),
      })
      .nullable(),
    /** When it is tried again; null: not. */
    nextTryAt: instant.nullable(),
  })
  .meta({ id: 'HandOver' });
export type HandOverShape = z.infer<typeof HandOverShape>;

const folder = z.string().trim().min(1).max(200);
const SettingsShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), to: z.string().trim().min(3).max(254) }),
  z.object({ kind: z.literal('folder'), folder }),
  z.object({
    kind: z.literal('sftp'),
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65_535).default(22),
    user: z.string().trim().min(1).max(100),
    folder,
    hostKey: z.string().trim().max(60).nullable().default(null),
  }),
]);

const SecretShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1).max(500) }),
  z.object({
    kind: z.literal('key'),
    privateKey: z.string().min(1).max(20_000),
    passphrase: z.string().max(500).nullable().default(null),
  }),
]);

const routeFields = {
  settings: SettingsShape,
  formats: z.array(z.enum(PACKAGE_FORMATS)).min(1).max(PACKAGE_FORMATS.length),
  internal: z.boolean().default(false),
  language: z.enum(ROUTE_LANGUAGES),
};

export const HandOverRouteRequest = z
  .object({
    board: z.string().trim().min(1).max(200),
    ...routeFields,
    /** Left out: the one that is stored stays. It is never shown again. */
    secret: SecretShape.optional(),
  })
  .meta({ id: 'HandOverRouteRequest' });
export type HandOverRouteRequest = z.infer<typeof HandOverRouteRequest>;

export const BoardRouteShape = z
  .object({
    board: z.string(),
    /** How many accounts the board owns. */
    accounts: z.int(),
    /** What an unset route would speak. */
    language: z.enum(ROUTE_LANGUAGES),
    route: z
      .object({
        id: z.string(),
        ...routeFields,
        hasSecret: z.boolean(),
        updatedAt: instant,
        lastTest: HandOverShape.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'BoardRoute' });
export type BoardRouteShape = z.infer<typeof BoardRouteShape>;

export const BoardRoutes = z.object({
  boards: z.array(BoardRouteShape),
  /** What the operator has set up: without it a way is closed. */
  mailServer: z.boolean(),
  folderRoot: z.string().nullable(),
});
export type BoardRoutes = z.infer<typeof BoardRoutes>;

const MAX_BULK = 500;
export const BulkHandOverRequest = z
  .object({
    itemIds: z.array(z.string().max(64)).min(1).max(MAX_BULK),
    /** Only counts, and says why each of the others would be refused. */
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'BulkHandOverRequest' });

export const BulkHandOverAnswer = z
  .object({
    /** How many were, or with `dryRun` would be, handed over. */
    handedOver: z.int(),
    refused: z.array(z.object({ itemId: z.string(), reason: z.enum(HAND_OVER_REFUSAL_CODES) })),
  })
  .meta({ id: 'BulkHandOverAnswer' });
export type BulkHandOverAnswer = z.infer<typeof BulkHandOverAnswer>;

/** What a person has read elsewhere: the number, or that the receiver will not have it, with its reason. */
export const ReceiptRequest = z.union([
  z.strictObject({ reference: prose(200).overwrite(oneLine) }),
  z.strictObject({ refused: prose(500).overwrite(oneLine) }),
]);

export type ReceiptRequest = z.infer<typeof ReceiptRequest>;

const none = z.object({});
const ItemAnswer = z.object({ handOver: HandOverShape, item: ItemShape });
export type ItemAnswer = z.infer<typeof ItemAnswer>;

export const HAND_OVER_ROUTES = {
  handOverItem: {
    method: 'post',
    path: '/api/items/:id/hand-over',
    permission: 'items:register',
    summary: 'Give the newest capture to the register of the board; again: the one that is under way',
    body: none,
    output: ItemAnswer,
    status: 202,
  },
  listHandOvers: {
    method: 'get',
    path: '/api/items/:id/hand-overs',
    permission: 'items:read',
    summary: 'What of this item was given to the register, the newest first',
    output: z.object({ handOvers: z.array(HandOverShape) }),
    status: 200,
  },
  handOverItems: {
    method: 'post',
    path: '/api/hand-overs',
    permission: 'items:register',
    summary: 'Give several items to the register of their boards, or count what would be',
    body: BulkHandOverRequest,
    output: BulkHandOverAnswer,
    status: 200,
  },
  readHandOver: {
    method: 'get',
    path: '/api/hand-overs/:id',
    permission: 'accounts:read',
    summary: 'One hand-over: its tries, its receipt',
    output: HandOverShape,
    status: 200,
  },
  receiveHandOver: {
    method: 'post',
    path: '/api/hand-overs/:id/receipt',
    permission: 'items:register',
    summary: 'What the register answered, typed by a person: its number, or why it refused',
    body: ReceiptRequest,
    output: ItemAnswer,
    status: 200,
  },
  listBoardRoutes: {
    method: 'get',
    path: '/api/board-routes',
    permission: 'board-routes:write',
    summary: 'The boards and the way to the case system of each; never its password or key',
    output: BoardRoutes,
    status: 200,
  },
  setBoardRoute: {
    method: 'post',
    path: '/api/board-routes',
    permission: 'board-routes:write',
    summary: 'Set the way to a board’s case system',
    body: HandOverRouteRequest,
    output: z.object({ id: z.string() }),
    status: 200,
  },
  removeBoardRoute: {
    method: 'delete',
    path: '/api/board-routes/:id',
    permission: 'board-routes:write',
    summary: 'Nothing more goes to this board’s case system',
    output: none,
    status: 200,
  },
  testBoardRoute: {
    method: 'post',
    path: '/api/board-routes/:id/test',
    permission: 'board-routes:write',
    summary: 'Send a marked trial this way; how it went is read from the hand-over',
    body: none,
    output: HandOverShape,
    status: 202,
  },
} as const satisfies Record<string, Route>;
