/** The rules a person is working on, and what stands in force beside them. */
import type {
  CategoryRulesShape,
  ModerationPolicies,
  ModerationVersionShape,
} from '../../../core/moderation/policies.contract.ts';
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';

/** Null: the whole municipality. */
export type PolicyScope = string | null;
export type Template = keyof ModerationPolicies['templates'];
export interface Draft {
  readonly base: Template;
  readonly categories: CategoryRulesShape;
}

export interface InForce {
  /** The rules that judge in this scope now. */
  readonly rules: Draft;
  readonly version: string;
  /** Set here, rather than taken over from the municipality or the template. */
  readonly own: ModerationVersionShape | null;
  /** Where the rules come from: an account without its own follows the municipality. */
  readonly from: 'own' | 'municipality' | 'template';
  /** What a new version must say it was based on. */
  readonly basedOn: string | null;
}

const isSet = (
  policy: ModerationVersionShape | undefined,
): policy is ModerationVersionShape & { categories: CategoryRulesShape } =>
  policy !== undefined && policy.categories !== null;

export function inForceAt(
  { policies, templates, fallback }: ModerationPolicies,
  scope: PolicyScope,
): InForce {
  const here = policies.find(({ accountId }) => accountId === scope);
  const above = policies.find(({ accountId }) => accountId === null);
  const basedOn = here?.version ?? null;
  if (isSet(here)) {
    const { base, categories, version } = here;
    return { rules: { base, categories }, version, own: here, from: 'own', basedOn };
  }
  if (isSet(above)) {
    const { base, categories, version } = above;
    return { rules: { base, categories }, version, own: null, from: 'municipality', basedOn };
  }
  const rules: Draft = { base: 'default', categories: templates.default };
  return { rules, version: fallback, own: null, from: 'template', basedOn };
}

const FIELDS = ['flagAt', 'holdAt', 'hideAt', 'minScore'] as const;

/** The categories whose rules differ. */
export const changedCategories = (a: CategoryRulesShape, b: CategoryRulesShape): Category[] =>
  CATEGORIES.filter((category) => FIELDS.some((field) => a[category][field] !== b[category][field]));

export const changeRule = (
  draft: Draft,
  category: Category,
  change: Partial<CategoryRulesShape[Category]>,
): Draft => ({
  ...draft,
  categories: { ...draft.categories, [category]: { ...draft.categories[category], ...change } },
});

/** No machine takes it out of sight, whatever a policy says: `core/moderation/decide.ts`. */
export const NEVER_WITHHELD: ReadonlySet<Category> = new Set(['disinformation']);
/** Where lawful criticism of the municipality would be caught: that part is never hidden. */
export const CRITICISM_SPARED: ReadonlySet<Category> = new Set(['insult', 'profanity']);
