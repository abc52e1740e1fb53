import type { Principal } from '../../../core/accounts/people.store.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import {
  claimsOf,
  putClaim,
  removeClaim,
  starterRegister,
  switchStarterClaim,
} from '../../../core/lists/list-claims.store.ts';
import { listChangesOf, listSettingsOf, setAnswerPraise } from '../../../core/lists/list-settings.store.ts';
import type { ClaimRequest } from '../../../core/lists/lists.contract.ts';
import { claimName, type StarterClaim } from '../../../core/lists/lists.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { author, names } from './authors.ts';

const SHOWN_CHANGES = 200;

const presentText = (claim: Omit<StarterClaim, 'id'>) => {
  const { language, topic, variants, correction, ask, validFrom, validTo } = claim;
  const valid = { validFrom: validFrom ?? null, validTo: validTo ?? null };
  return { language, topic, claim: claim.claim, variants: [...variants], correction, ask, ...valid };
};

function presentStarter(claims: readonly StarterClaim[], muted: readonly string[]) {
  return [...Map.groupBy(claims, ({ id }) => claimName(id))].map(([id, texts]) => ({
    id,
    topic: texts[0]?.topic ?? '',
    on: !muted.includes(id),
    texts: texts.map((text) => ({ id: text.id, ...presentText(text) })),
  }));
}

function claimOf({ validFrom, validTo, ...rest }: ClaimRequest) {
  return {
    ...rest,
    ...(validFrom === null ? {} : { validFrom }),
    ...(validTo === null ? {} : { validTo }),
  };
}

type ListRoutes =
  | 'listClaims'
  | 'addClaim'
  | 'changeClaim'
  | 'removeClaim'
  | 'switchStarterClaim'
  | 'readListSettings'
  | 'setListSettings'
  | 'listListChanges';

export function listHandlers(deps: ServerDeps): Pick<Handlers, ListRoutes> {
  const { db } = deps;
  const presentClaim = async (tenantId: string, rows: Awaited<ReturnType<typeof claimsOf>>) => {
    const by = await names(deps, tenantId, rows);
    return rows.map((row) => ({
      id: row._id,
      ...presentText(row),
      on: row.on,
      by: by(row.by),
      at: row.at.toISOString(),
    }));
  };
  const put = async (principal: Principal, id: string | null, body: ClaimRequest) => {
    const by = author(deps, principal, id === null ? undefined : notFound('claim'));
    const [claim] = await presentClaim(by.tenantId, [await putClaim(db, { id, ...claimOf(body) }, by)]);
    if (claim === undefined) throw notFound('claim');
    return claim;
  };
  return {
    async listClaims({ principal: { scope } }) {
      const [own, starter, settings] = await Promise.all([
        claimsOf(db, scope.tenantId),
        starterRegister(db),
        listSettingsOf(db, scope.tenantId),
      ]);
      return {
        own: await presentClaim(scope.tenantId, own),
        starter: presentStarter(starter, settings?.mutedClaims ?? []),
      };
    },
    addClaim: ({ principal, body }) => put(principal, null, body),
    changeClaim: ({ principal, id, body }) => put(principal, id, body),
    async removeClaim({ principal, id }) {
      await removeClaim(db, id, author(deps, principal, notFound('claim')));
      return {};
    },
    async switchStarterClaim({ principal, id, body }) {
      const by = author(deps, principal, notFound('claim'));
      await switchStarterClaim(db, { name: id, on: body.on }, by);
      return {};
    },
    async readListSettings({ principal: { scope } }) {
      return { answerPraise: (await listSettingsOf(db, scope.tenantId))?.answerPraise ?? false };
    },
    async setListSettings({ principal, body: { answerPraise } }) {
      await setAnswerPraise(db, answerPraise, author(deps, principal));
      return { answerPraise };
    },
    async listListChanges({ principal: { scope } }) {
      const rows = await listChangesOf(db, scope.tenantId, SHOWN_CHANGES);
      const by = await names(deps, scope.tenantId, rows);
      return {
        changes: rows.map((row) => ({
          list: row.list,
          what: row.what,
          subject: row.subject,
          by: by(row.by),
          at: row.at.toISOString(),
        })),
      };
    },
  };
}
