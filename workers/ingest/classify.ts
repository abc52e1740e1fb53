/** Hop 6: verdicts measure, the policy decides (`workers/classify/assess.ts`). */
import type { AssessedChange } from '../../core/inbox/comment-change.ts';
import type { WorkerDeps } from '../deps.ts';
import type { BatchChange, StartedPart } from './batch.ts';
import type { MergedChange } from './merge-comments.ts';

const authorIdOf = ({ change }: BatchChange): string | null =>
  'author' in change ? (change.author?.id ?? null) : null;

/** Each text that stands, once: what came again, or came late, has been classified or never will stand. */
export function classify(
  deps: Pick<WorkerDeps, 'assess'>,
  { merged, nearDuplicates }: Pick<StartedPart, 'nearDuplicates'> & { merged: readonly MergedChange[] },
) {
  const classified = merged.map(({ read, change }): MergedChange<AssessedChange> => {
    if (change.kind !== 'first-text' && change.kind !== 'new-text') return { read, change };
    const facts = { authorId: authorIdOf(read), nearDuplicates: nearDuplicates.get(read) ?? 0 };
    return {
      read,
      change: { ...change, assessment: deps.assess(read.account, change.revision.text, facts) },
    };
  });
  return { classified };
}
