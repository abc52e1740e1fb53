/** The caller's own drafts: nobody else is given them, and their words are in no log, event or list. */
import type { DraftShape } from '../../../core/inbox/drafts.contract.ts';
import { deleteDraft, draftsOf, keepDraft, type StoredDraft } from '../../../core/inbox/drafts.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { itemInScope } from './items.ts';

/** What another key sealed cannot be read any more: it is left to its time. */
function present({ vault }: ServerDeps, draft: StoredDraft): DraftShape[] {
  const text = vault.open(draft.sealed);
  if (text === null) return [];
  const { itemId, kind, seen, updatedAt, keptUntil } = draft;
  return [
    { itemId, kind, text, seen, updatedAt: updatedAt.toISOString(), keptUntil: keptUntil.toISOString() },
  ];
}

export function draftHandlers(deps: ServerDeps): Pick<Handlers, 'listDrafts' | 'saveDraft'> {
  return {
    async listDrafts({ principal: { scope, actor } }) {
      const drafts = await draftsOf(deps.db, scope, actor.id);
      return { drafts: drafts.flatMap((draft) => present(deps, draft)) };
    },
    async saveDraft({ principal, id, body: { kind, text, seen } }) {
      const { tenantId, accountId } = await itemInScope(deps, principal, id);
      const key = { tenantId, by: principal.actor.id, itemId: id, kind };
      if (text.trim() === '') {
        await deleteDraft(deps.db, key);
        return { keptUntil: null };
      }
      const sealed = deps.vault.seal(text);
      const keptUntil = await keepDraft(deps.db, { ...key, accountId, sealed, seen }, deps.now());
      return { keptUntil: keptUntil.toISOString() };
    },
  };
}
