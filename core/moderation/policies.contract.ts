/** Moderation policies as files and requests write them, as clients read them, and what a trial on history shows. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { PLATFORMS } from '../kernel/platform.ts';
import { DECISIONS } from './decision.ts';
import { HIDE_OBSTACLES } from './trial-accounts.ts';
import { CATEGORIES, type Category } from './verdict.ts';

export const CategoryRuleShape = z
  .object({
    /** Least level that is shown to a moderator. */
    flagAt: z.enum(['suspect', 'strong', 'off']),
    /** Kept from the public until a person has looked, where the platform and the law allow it. */
    holdAt: z.enum(['strong', 'off']),
    /** Hidden, where two independent signals are strong and nothing forbids it. */
    hideAt: z.enum(['strong', 'off']),
    /** Least score for hold and hide. */
    minScore: z.number().min(0).max(1),
  })
  .meta({ id: 'CategoryRule' });

const byCategory = <T extends z.ZodType>(shape: T) =>
  z.object(Object.fromEntries(CATEGORIES.map((category) => [category, shape])) as Record<Category, T>);

/** The templates of core/moderation/policy.ts. */
const PolicyTemplateName = z.enum(['default', 'strict']);

/**
 * A policy as a file or a request holds it: changes to a template, by category. What is left out stays as the template
 * has it, so `{}` is the default policy.
 */
export const PolicyFile = z
  .object({
    base: PolicyTemplateName.default('default'),
    categories: z.partialRecord(z.enum(CATEGORIES), CategoryRuleShape.partial().strict()).default({}),
    /** What a file calls itself; a stored policy gets its name from the store. */
    version: z.string().min(1).max(100).optional(),
  })
  .meta({ id: 'ModerationPolicyFile' });
export type PolicyFile = z.infer<typeof PolicyFile>;

const accountId = z.string().max(200).nullable().default(null);

export const ModerationPolicyRequest = z.object({
  /** Null: the whole municipality's. */
  accountId,
  /** Null: no policy of its own any more. An account then follows the municipality, and that the default template. */
  policy: PolicyFile.nullable(),
  /** The version that the caller saw in force in the same place; null where there was none. Another one now is 409. */
  basedOn: z.string().max(100).nullable(),
});

export const CategoryRulesShape = byCategory(CategoryRuleShape);
export type CategoryRulesShape = z.infer<typeof CategoryRulesShape>;

export const ModerationVersionShape = z
  .object({
    accountId: z.string().nullable(),
    version: z.string(),
    base: PolicyTemplateName,
    /** Null: with this version it went back to what stands above it. */
    categories: CategoryRulesShape.nullable(),
    createdAt: instant,
    by: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
    inForce: z.boolean(),
  })
  .meta({ id: 'ModerationPolicyVersion' });
export type ModerationVersionShape = z.infer<typeof ModerationVersionShape>;

export const ModerationPolicies = z
  .object({
    /** The newest versions, of the municipality and of the accounts in the caller's scope. */
    policies: z.array(ModerationVersionShape),
    templates: z.object({ default: CategoryRulesShape, strict: CategoryRulesShape }),
    /** The version that judges where nothing is stored. */
    fallback: z.string(),
  })
  .meta({ id: 'ModerationPolicies' });
export type ModerationPolicies = z.infer<typeof ModerationPolicies>;

export const PolicyHistoryQuery = z.object({ accountId: z.string().max(200).optional() });
export const PolicyHistory = z.object({ versions: z.array(ModerationVersionShape) });

/** The most items that one trial looks at, newest first. */
const TRIAL_LIMIT = 50_000;

export const PolicyTrialRequest = z.object({
  accountId,
  policy: PolicyFile.nullable(),
  /** By publication. Default: the last 90 days. */
  from: anyInstant.optional(),
  /** Exclusive. Default: now. */
  to: anyInstant.optional(),
  limit: z.int().min(1).max(TRIAL_LIMIT).default(TRIAL_LIMIT),
});

const decision = z.enum(DECISIONS);
const counts = z.object({ none: z.int(), flag: z.int(), hold: z.int(), hide: z.int() });
const side = z.object({
  decisions: counts,
  /** Items that a machine would take out of sight at most: hides, and holds that platform, account and rules allow. */
  outOfSight: z.int(),
});

/** Out of sight at most, for each day on which the account's comments could be read. */
const perDay = z.object({ now: z.number(), proposed: z.number() });

export const PolicyTrial = z
  .object({
    from: instant,
    to: instant,
    /** Items that were replayed. */
    items: z.int(),
    /** Never classified: flagged whatever the policy. */
    notClassified: z.int(),
    /** There were more in the period than were looked at. */
    truncated: z.boolean(),
    /** Accounts in the caller's scope with a policy of their own, which a municipality's policy does not reach. */
    accountsLeftOut: z.int(),
    ms: z.int(),
    now: side.extend({ version: z.string() }),
    proposed: side,
    /** The sum of the accounts'. */
    perDay,
    /** Every account that the policy would judge, those with the most first. */
    byAccount: z.array(
      z.object({
        accountId: z.string(),
        name: z.string(),
        platform: z.enum(PLATFORMS),
        /** Why nothing is ever hidden there; null: it can be. */
        obstacle: z.enum(HIDE_OBSTACLES).nullable(),
        items: z.int(),
        /** Out of sight at most. */
        now: z.int(),
        proposed: z.int(),
        perDay,
      }),
    ),
    changes: z.array(z.object({ from: decision, to: decision, count: z.int() })),
    byCategory: z.array(
      z.object({
        category: z.enum(CATEGORIES),
        now: counts,
        proposed: counts,
        /** What of the category is decided otherwise, then others it does something with; ids, never text. */
        examples: z.array(
          z.object({ itemId: z.string(), accountId: z.string(), now: decision, proposed: decision }),
        ),
      }),
    ),
  })
  .meta({ id: 'PolicyTrial' });
export type PolicyTrial = z.infer<typeof PolicyTrial>;
