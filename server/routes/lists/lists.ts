import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import { seesAll } from '../../../core/kernel/authorise.ts';
import { forbidden, notFound, type UppsiktError } from '../../../core/kernel/errors.ts';
import type { Actor } from '../../../core/kernel/roles.ts';
import { decodeText, readCases } from '../../../core/lists/case-csv.ts';
import { caseList, replaceCases, searchCases } from '../../../core/lists/list-cases.store.ts';
import {
  claimsOf,
  putClaim,
  removeClaim,
  starterRegister,
  switchStarterClaim,
} from '../../../core/lists/list-claims.store.ts';
import { listChangesOf, listSettingsOf, setAnswerPraise } from '../../../core/lists/list-settings.store.ts';
import { addWord, removeWord, wordsOf, wordUse } from '../../../core/lists/list-words.store.ts';
import { commonHits, isShort } from '../../../core/lists/listed-word.ts';
import type { CaseImportReport, ClaimRequest } from '../../../core/lists/lists.contract.ts';
import { claimName, type RegisteredCase, type StarterClaim } from '../../../core/lists/lists.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

const SHOWN_CASES = 50;
const SHOWN_BAD = 200;
const SHOWN_CHANGES = 200;
const SAMPLE = 5;

/** Names of the persons and keys that stand behind rows. */
async function names(deps: ServerDeps, tenantId: string, rows: readonly { readonly by: Actor }[]) {
  const known = await namesOf(deps.db, { tenantId, ids: rows.map(({ by }) => by.id) });
  return ({ id }: Actor) => ({ id, name: known.get(id) ?? null });
}

/**
 * Lists are the whole municipality's: whoever changes one must see all of it. An entry that is named by its id is not
 * there for others (`refusal`: 404), like everything outside a scope.
 */
function author(
  deps: ServerDeps,
  { actor, scope }: Principal,
  refusal: UppsiktError = forbidden('This needs access to every account.'),
) {
  if (!seesAll(scope)) throw refusal;
  return { tenantId: scope.tenantId, by: actor, at: deps.now() };
}

export const presentCase = ({ number, subject, place, board, status }: RegisteredCase) => ({
  number,
  subject: maskPersonalData(subject),
  place: place ? maskPersonalData(place) : null,
  board: board ?? null,
  status: status ?? null,
});

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
  | 'listWords'
  | 'addWord'
  | 'previewWord'
  | 'removeWord'
  | 'listClaims'
  | 'addClaim'
  | 'changeClaim'
  | 'removeClaim'
  | 'switchStarterClaim'
  | 'listCases'
  | 'importCases'
  | 'removeCases'
  | 'searchCases'
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
  const presentWords = async (tenantId: string, rows: Awaited<ReturnType<typeof wordsOf>>) => {
    const by = await names(deps, tenantId, rows);
    return rows.map((row) => ({
      id: row._id,
      kind: row.kind,
      term: row.term,
      note: row.note,
      by: by(row.by),
      at: row.at.toISOString(),
    }));
  };
  return {
    async listWords({ principal: { scope } }) {
      return { words: await presentWords(scope.tenantId, await wordsOf(db, scope.tenantId)) };
    },
    async addWord({ principal, body: { kind, term, note } }) {
      const who = author(deps, principal);
      const [word] = await presentWords(who.tenantId, [
        await addWord(db, { kind, term, note: note === undefined || note === '' ? null : note }, who),
      ]);
      if (word === undefined) throw notFound('word');
      return word;
    },
    async previewWord({ principal: { scope }, body: { term, days } }) {
      const since = new Date(deps.now().getTime() - days * DAY_MS);
      const use = await wordUse(db, scope, { term, since });
      return { term, days, ...use, common: commonHits(term), tooShort: isShort(term) };
    },
    async removeWord({ principal, id }) {
      await removeWord(db, id, author(deps, principal, notFound('word')));
      return {};
    },
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
    async listCases({ principal: { scope } }) {
      const list = await caseList(db, scope.tenantId, SHOWN_CASES);
      if (list === null) return { count: 0, imported: null, cases: [] };
      const by = await names(deps, scope.tenantId, [list]);
      return {
        count: list.count,
        imported: { at: list.at.toISOString(), by: by(list.by), file: list.file },
        cases: list.cases.map(presentCase),
      };
    },
    async importCases({ principal, body: { file, content, check } }): Promise<CaseImportReport> {
      const who = author(deps, principal);
      const { cases, bad, problem } = readCases(decodeText(Buffer.from(content, 'base64')));
      const imported = !check && cases.length > 0;
      if (imported) await replaceCases(db, { file, cases }, who);
      return {
        imported,
        cases: cases.length,
        badRows: bad.length,
        bad: bad.slice(0, SHOWN_BAD),
        problem,
        sample: cases.slice(0, SAMPLE).map(presentCase),
      };
    },
    async removeCases({ principal }) {
      const who = author(deps, principal);
      const list = await caseList(db, who.tenantId, 0);
      if (list !== null) await replaceCases(db, { file: list.file, cases: [] }, who);
      return {};
    },
    async searchCases({ principal: { scope }, body: { text } }) {
      const found = await searchCases(db, { tenantId: scope.tenantId, text, limit: SHOWN_CASES });
      return { cases: found.map(presentCase) };
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
