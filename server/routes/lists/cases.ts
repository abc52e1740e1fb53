/** The list of registered cases: read from a file, held against the one it replaces, taken back. */

import { decodeText, readCases } from '../../../core/lists/case-csv.ts';
import { caseDifference } from '../../../core/lists/case-difference.ts';
import {
  allCases,
  caseList,
  formerList,
  replaceCases,
  restoreCases,
  searchCases,
} from '../../../core/lists/list-cases.store.ts';
import type { CaseImportReport } from '../../../core/lists/lists.contract.ts';
import type { RegisteredCase } from '../../../core/lists/lists.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { author, names } from './authors.ts';

const SHOWN_CASES = 50;
const SHOWN_BAD = 200;
const SAMPLE = 5;

type CaseRoutes = 'listCases' | 'importCases' | 'restoreCases' | 'removeCases' | 'searchCases';

export const presentCase = ({ number, subject, place, board, status }: RegisteredCase) => ({
  number,
  subject: maskPersonalData(subject),
  place: place ? maskPersonalData(place) : null,
  board: board ?? null,
  status: status ?? null,
});

function presentDifference(before: readonly RegisteredCase[], after: readonly RegisteredCase[]) {
  const { added, gone, changed, unchanged } = caseDifference(before, after);
  return {
    ...{ added: added.length, gone: gone.length, changed: changed.length, unchanged },
    samples: {
      added: added.slice(0, SAMPLE).map(presentCase),
      gone: gone.slice(0, SAMPLE).map(presentCase),
      changed: changed
        .slice(0, SAMPLE)
        .map((pair) => ({ before: presentCase(pair.before), after: presentCase(pair.after) })),
    },
  };
}

export function caseHandlers(deps: ServerDeps): Pick<Handlers, CaseRoutes> {
  const { db } = deps;
  return {
    async listCases({ principal: { scope } }) {
      const { tenantId } = scope;
      const [list, before] = await Promise.all([
        caseList(db, tenantId, SHOWN_CASES),
        formerList(db, tenantId),
      ]);
      const by = await names(
        deps,
        tenantId,
        [list, before].filter((chunk) => chunk !== null),
      );
      const imported = (chunk: Pick<NonNullable<typeof before>, 'at' | 'by' | 'file'>) => ({
        at: chunk.at.toISOString(),
        by: by(chunk.by),
        file: chunk.file,
      });
      return {
        count: list?.count ?? 0,
        imported: list && imported(list),
        former: before && { ...imported(before), count: before.count },
        cases: list?.cases.map(presentCase) ?? [],
      };
    },
    async importCases({ principal, body }): Promise<CaseImportReport> {
      const { file, content, check, replaces } = body;
      const who = author(deps, principal);
      const { cases, bad, problem } = readCases(decodeText(Buffer.from(content, 'base64')));
      const [present, before] = await Promise.all([
        caseList(db, who.tenantId, 0),
        allCases(db, who.tenantId),
      ]);
      const imported = !check && cases.length > 0;
      const seen = replaces === undefined ? {} : { replaces: replaces === null ? null : new Date(replaces) };
      if (imported) await replaceCases(db, { file, cases, ...seen }, who);
      return {
        imported,
        cases: cases.length,
        badRows: bad.length,
        bad: bad.slice(0, SHOWN_BAD),
        problem,
        sample: cases.slice(0, SAMPLE).map(presentCase),
        replaces: present?.at.toISOString() ?? null,
        difference: presentDifference(before, cases),
      };
    },
    async restoreCases({ principal, body }) {
      await restoreCases(db, new Date(body.at), author(deps, principal));
      return {};
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
  };
}
