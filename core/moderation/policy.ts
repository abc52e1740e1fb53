/** A municipality's moderation policy: what each category's verdict leads to. Versioned; decisions name the version. */
import { CATEGORIES, type Category } from './verdict.ts';

/** What a policy does with one category. Each step needs the level (or score) named, or it is off. */
export interface CategoryRule {
  /** Least level that is flagged; `off`: never flagged. */
  readonly flagAt: 'suspect' | 'strong' | 'off';
  /** Kept from the public until a person has looked, where the platform can. */
  readonly holdAt: 'strong' | 'off';
  /** Hidden, where two independent signals are strong and nothing in `decide` forbids it. */
  readonly hideAt: 'strong' | 'off';
  /** Least score (0..1) for hold and hide. */
  readonly minScore: number;
}

export type CategoryRules = Readonly<Record<Category, CategoryRule>>;
/** Changes to another's rules: what is left out stays. */
export type RuleChanges = Readonly<Partial<Record<Category, Partial<CategoryRule>>>>;

export interface ModerationPolicy {
  readonly version: string;
  readonly categories: CategoryRules;
}

const forAll = (rule: CategoryRule): Record<Category, CategoryRule> =>
  Object.fromEntries(CATEGORIES.map((category) => [category, rule])) as Record<Category, CategoryRule>;

const FLAG: CategoryRule = { flagAt: 'suspect', holdAt: 'off', hideAt: 'off', minScore: 0.5 };

/** Flags; never hides. Mild swearing without a target is left alone. */
export const DEFAULT_POLICY: ModerationPolicy = {
  version: 'default-1',
  categories: { ...forAll(FLAG), profanity: { ...FLAG, flagAt: 'strong' } },
};

/** Hides every category but disinformation, wherever `decide` allows it. */
export const STRICT_POLICY: ModerationPolicy = {
  version: 'strict-1',
  categories: {
    ...forAll({ flagAt: 'suspect', holdAt: 'off', hideAt: 'strong', minScore: 0.5 }),
    disinformation: FLAG,
  },
};

/** What a municipality's own policy begins as. */
const POLICY_TEMPLATES = ['default', 'strict'] as const;
export type PolicyTemplate = (typeof POLICY_TEMPLATES)[number];

export const TEMPLATES: Readonly<Record<PolicyTemplate, ModerationPolicy>> = {
  default: DEFAULT_POLICY,
  strict: STRICT_POLICY,
};

/** The template's rules with the changes. */
export const rulesFrom = (base: PolicyTemplate, changes: RuleChanges): CategoryRules =>
  Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      { ...TEMPLATES[base].categories[category], ...changes[category] },
    ]),
  ) as unknown as CategoryRules;
