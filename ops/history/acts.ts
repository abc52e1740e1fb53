/** What people here do in a history, by the same functions as a request from the client. */
import { type Principal, personByEmail, principalOfPerson } from '../../core/accounts/people.store.ts';
import type { ActionRequest } from '../../core/actions/actions.contract.ts';
import { requestAction } from '../../core/actions/request-action.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { seeItem } from '../../core/inbox/see-item.store.ts';
import { commentId, derivedId, MAIN_TENANT } from '../../core/kernel/ids.ts';
import { explainBreach } from '../../core/monitoring/breach-comments.store.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import { type Story, type StoryStep, UNDO_SECONDS } from './story.ts';

export type Deed = Extract<StoryStep, { who: string }>;

export const accountIdOf = ({ account }: Pick<Story, 'account'>): string =>
  derivedId('account', 'facebook', account.externalId);
export const itemIdOf = (story: Pick<Story, 'account' | 'externalId'>): string =>
  commentId(accountIdOf(story), story.externalId);

export function createActs(deps: WorkerDeps) {
  const { db, now } = deps;
  const acting = { ...deps, settings: { undoSeconds: UNDO_SECONDS } };
  const known = new Map<string, Principal>();

  async function principalOf(email: string): Promise<Principal> {
    const kept = known.get(email);
    if (kept !== undefined) return kept;
    const person = await personByEmail(db, { tenantId: MAIN_TENANT, email });
    const principal = person && (await principalOfPerson(db, { tenantId: MAIN_TENANT, id: person._id }));
    if (principal === null) throw new Error('A history without its people.');
    known.set(email, principal);
    return principal;
  }

  async function itemOf(story: Story): Promise<Item> {
    const [item] = await itemsById(db, { tenantId: MAIN_TENANT, ids: [itemIdOf(story)] });
    if (item === undefined) throw new Error(`The comment ${story.externalId} has not come in.`);
    return item;
  }

  async function asked(story: Story, { request, who }: Extract<Deed, { do: 'ask' }>): Promise<void> {
    const item = await itemOf(story);
    const principal = await principalOf(who);
    // Who takes something up gives it to themselves.
    const given = request.type === 'assign' ? { ...request, to: principal.actor.id } : request;
    const versioned = { ...given, version: item.version } as ActionRequest;
    await requestAction(acting, { principal, item, request: versioned, idempotencyKey: null });
  }

  return async (story: Story, deed: Deed): Promise<void> => {
    if (deed.do === 'ask') return asked(story, deed);
    const { actor } = await principalOf(deed.who);
    const item = await itemOf(story);
    if (deed.do === 'see') return seeItem(deps, { item, actor, revision: item.revision });
    const comment = { tenantId: MAIN_TENANT, itemId: item._id, text: deed.text, actor, now: now() };
    return explainBreach(db, comment);
  };
}
