import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { prose } from '../contract/free-text.contract.ts';
import { COUNTRIES, HIDDEN_SEEN_BY, MESSAGE_ACTS, PLATFORMS } from '../kernel/platform.ts';

export const AccountShape = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    externalId: z.string(),
    name: z.string(),
    country: z.enum(COUNTRIES),
    board: z.string(),
    administrators: z.array(z.string()),
    deputies: z.array(z.string()),
    head: z.string().nullable(),
    unit: z.string(),
    capabilities: z.object({
      reply: z.boolean(),
      hide: z.boolean(),
      delete: z.boolean(),
      ban: z.boolean(),
      like: z.boolean(),
      report: z.boolean(),
      privateReply: z.boolean(),
      seesEdits: z.boolean(),
      seesDeletes: z.boolean(),
      hold: z.boolean(),
      insights: z.boolean(),
      /** Who goes on seeing what the account has hidden; null: its author alone. */
      hideLeaves: z.enum(HIDDEN_SEEN_BY).nullable().optional(),
      /** What may be done to a direct message; left out: nothing. */
      onMessages: z.array(z.enum(MESSAGE_ACTS)).readonly().optional(),
    }),
    /** Whether a token is stored; never the token. */
    connected: z.boolean(),
    outgoing: z.enum(['active', 'paused']),
    /** Since when nothing comes in or goes out; null: it is connected. */
    disconnectedAt: instant.nullable(),
    demo: z.boolean(),
    createdAt: instant,
    /** The newest house rules, per language, so that a removal can cite them. */
    houseRules: z.object({ version: z.int(), texts: z.record(z.string(), z.string()) }).nullable(),
    /** Changes that could not be read. */
    unknownChanges: z.int(),
  })
  .meta({ id: 'Account' });
export type AccountShape = z.infer<typeof AccountShape>;

export const AccountRequest = z
  .object({
    platform: z.enum(PLATFORMS),
    externalId: z.string().trim().min(1).max(200),
    name: prose(200),
    country: z.enum(COUNTRIES),
    board: prose(200),
    administrators: z.array(z.string()).min(2),
    unit: z.string().trim().min(3).max(200).optional(),
    deputies: z.array(z.string()).default([]),
    head: z.string().optional(),
    token: z.string().min(1).max(4000).optional(),
    apiBase: z.url().optional(),
    /** Skip the check of token, scopes and subscription. */
    offline: z.boolean().default(false),
  })
  .meta({ id: 'AccountRequest' });
export type AccountRequest = z.infer<typeof AccountRequest>;

/** What is left out stays. */
export const AccountChange = z
  .object({
    name: prose(200).optional(),
    board: prose(200).optional(),
    administrators: z.array(z.string()).min(2).optional(),
    deputies: z.array(z.string()).optional(),
    head: z.string().nullable().optional(),
    unit: z.string().trim().min(3).max(200).optional(),
  })
  .meta({ id: 'AccountChange' });
export const AccountToken = z.object({
  token: z.string().min(1).max(4000),
  /** Skip the check of token, scopes and subscription. */
  offline: z.boolean().default(false),
});
export const AccountOutgoing = z.object({ outgoing: z.enum(['active', 'paused']) });

export const AccountList = z.object({ accounts: z.array(AccountShape) });
