/** A moderation policy as a JSON file, in the shape that the API takes it in. */
import { readFile } from 'node:fs/promises';
import { PolicyFile } from '../../core/moderation/policies.contract.ts';
import {
  type CategoryRules,
  type ModerationPolicy,
  type RuleChanges,
  rulesFrom,
} from '../../core/moderation/policy.ts';
import { UsageError } from './usage.ts';

/** Throws a sentence that says which part of the file cannot be used. */
export async function readPolicyFile(path: string): Promise<PolicyFile> {
  let read: unknown;
  try {
    read = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const result = PolicyFile.safeParse(read);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`);
  throw new UsageError(problems.slice(0, 5).join('; '));
}

export const rulesOfFile = ({ base, categories }: PolicyFile): CategoryRules =>
  rulesFrom(base, categories as RuleChanges);

export const policyOfFile = (file: PolicyFile): ModerationPolicy => ({
  version: file.version ?? 'file',
  categories: rulesOfFile(file),
});
