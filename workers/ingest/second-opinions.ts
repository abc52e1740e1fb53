import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { requestRows } from '../../core/kernel/job-rows.ts';
import { newOpinion, OPINION_ROWS } from '../../core/second-opinion/opinions.store.ts';
import type { WorkerDeps } from '../deps.ts';
import type { StartedPart } from './batch.ts';

const opinionOn = ({ tenantId, _id, revision }: Item) => newOpinion({ tenantId, itemId: _id, revision });
const isNewText = ({ before, after }: InboxWrite['items'][number]): boolean =>
  after.text.trim() !== '' && before?.revision !== after.revision;

/** Where a second classifier is switched on, it reads every new text, in a job of its own. */
export async function askForSecondOpinions(
  deps: Pick<WorkerDeps, 'db' | 'secondOpinion'>,
  { write, session, now }: StartedPart & { readonly write: InboxWrite },
) {
  const asked = deps.secondOpinion ? write.items.filter(isNewText).map(({ after }) => opinionOn(after)) : [];
  return { opinions: await requestRows(deps.db, OPINION_ROWS, { rows: asked, session, now }) };
}
