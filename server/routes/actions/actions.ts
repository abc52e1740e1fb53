import type { Principal } from '../../../core/accounts/people.store.ts';
import { actionById } from '../../../core/actions/actions.store.ts';
import type { ActionOnItem } from '../../../core/actions/change-action.store.ts';
import { idempotencyKeyOf, requestAction } from '../../../core/actions/request-action.store.ts';
import { undo } from '../../../core/actions/undo-action.store.ts';
import { presentAction, presentItem } from '../../../core/inbox/present.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { itemInScope } from '../inbox/items.ts';
import { consent } from './consent.ts';
import { retry } from './retry.ts';

const present = (deps: ServerDeps, { action, item }: ActionOnItem) => ({
  action: presentAction(action),
  item: presentItem(item, deps.now()),
});

/** The action and its item, or 404 also where they exist outside the caller's scope. */
async function actionInScope(deps: ServerDeps, principal: Principal, id: string): Promise<ActionOnItem> {
  const action = await actionById(deps.db, { tenantId: principal.scope.tenantId, id });
  if (action === null) throw notFound('action');
  return { action, item: await itemInScope(deps, principal, action.itemId) };
}

type ActionRoutes = 'act' | 'readAction' | 'undoAction' | 'retryAction' | 'consentAction';

export function actionHandlers(deps: ServerDeps): Pick<Handlers, ActionRoutes> {
  return {
    async act({ principal, id, body: request, req }) {
      const item = await itemInScope(deps, principal, id);
      const idempotencyKey = idempotencyKeyOf(principal, req.headers['idempotency-key']);
      return present(deps, await requestAction(deps, { principal, item, request, idempotencyKey }));
    },
    async readAction({ principal, id }) {
      return presentAction((await actionInScope(deps, principal, id)).action);
    },
    async undoAction({ principal, id }) {
      return present(deps, await undo(deps, principal, await actionInScope(deps, principal, id)));
    },
    async retryAction({ principal, id, body: { version, withoutPicture = false } }) {
      const found = await actionInScope(deps, principal, id);
      return present(deps, await retry(deps, principal, { ...found, version, withoutPicture }));
    },
    async consentAction({ principal, id }) {
      return present(deps, await consent(deps, principal, await actionInScope(deps, principal, id)));
    },
  };
}
