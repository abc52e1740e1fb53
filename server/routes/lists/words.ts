/** The municipality's own words: listed, tried, proposed where one person may not ban alone. */
import type { Principal } from '../../../core/accounts/people.store.ts';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import { notFound, secondPersonNeeded } from '../../../core/kernel/errors.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import { addWord, removeWord, wordsOf, wordUse } from '../../../core/lists/list-words.store.ts';
import { commonHits, isShort, isTooCommonToBan } from '../../../core/lists/listed-word.ts';
import type { ListedWord, ProposedWord } from '../../../core/lists/lists.ts';
import {
  agreeToWord,
  dropProposal,
  proposedWords,
  proposeWord,
} from '../../../core/lists/proposed-words.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { author, names } from './authors.ts';

/** How much of the history a banned word is held against; the page's preview shows the same. */
const HISTORY_DAYS = 90;

type WordRoutes =
  | 'listWords'
  | 'addWord'
  | 'previewWord'
  | 'removeWord'
  | 'proposeWord'
  | 'agreeToWord'
  | 'refuseWord';

const noteOf = (note: string | undefined): string | null => (note === undefined || note === '' ? null : note);

export function wordHandlers(deps: ServerDeps): Pick<Handlers, WordRoutes> {
  const { db } = deps;
  const present = async (tenantId: string, rows: readonly ListedWord[]) => {
    const agreeing = rows.flatMap(({ agreedBy }) => (agreedBy ? [{ by: agreedBy }] : []));
    const by = await names(deps, tenantId, [...rows, ...agreeing]);
    return rows.map((row) => ({
      id: row._id,
      kind: row.kind,
      term: row.term,
      note: row.note,
      by: by(row.by),
      at: row.at.toISOString(),
      agreedBy: row.agreedBy ? by(row.agreedBy) : null,
    }));
  };
  const presentProposals = async (tenantId: string, rows: readonly ProposedWord[]) => {
    const by = await names(deps, tenantId, rows);
    return rows.map(({ _id: id, term, note, hits, comments, ...row }) => ({
      ...{ id, term, note, hits, comments },
      by: by(row.by),
      at: row.at.toISOString(),
    }));
  };
  const usageOf = async (scope: Scope, { term, days }: { term: string; days: number }) => {
    const since = new Date(deps.now().getTime() - days * DAY_MS);
    return { ...(await wordUse(db, scope, { term, since })), common: commonHits(term) };
  };
  /** One person alone bans no word that many use. One that is banned already only gets another note. */
  const assertMayBan = async ({ scope }: Principal, term: string): Promise<void> => {
    const known = await wordsOf(db, scope.tenantId);
    if (known.some((word) => word.kind === 'banned' && word.term === term)) return;
    const use = await usageOf(scope, { term, days: HISTORY_DAYS });
    if (isTooCommonToBan(use))
      throw secondPersonNeeded(
        `The word stands in ${use.hits} of the ${use.comments} comments of the last ${HISTORY_DAYS} days, or is a common one. Propose it: a second person must agree.`,
      );
  };
  return {
    async listWords({ principal: { scope } }) {
      const { tenantId } = scope;
      const [words, proposed] = await Promise.all([wordsOf(db, tenantId), proposedWords(db, tenantId)]);
      return {
        words: await present(tenantId, words),
        proposed: await presentProposals(tenantId, proposed),
      };
    },
    async addWord({ principal, body: { kind, term, note } }) {
      const who = author(deps, principal);
      if (kind === 'banned') await assertMayBan(principal, term);
      const added = await addWord(db, { kind, term, note: noteOf(note) }, who);
      const [word] = await present(who.tenantId, [added]);
      if (word === undefined) throw notFound('word');
      return word;
    },
    async previewWord({ principal: { scope }, body: { term, days } }) {
      const use = await usageOf(scope, { term, days });
      return { term, days, ...use, tooShort: isShort(term), tooCommonToBan: isTooCommonToBan(use) };
    },
    async removeWord({ principal, id }) {
      await removeWord(db, id, author(deps, principal, notFound('word')));
      return {};
    },
    async proposeWord({ principal, body: { term, note } }) {
      const who = author(deps, principal);
      const { hits, comments } = await usageOf(principal.scope, { term, days: HISTORY_DAYS });
      const proposed = await proposeWord(db, { term, note: noteOf(note), hits, comments }, who);
      const [word] = await presentProposals(who.tenantId, [proposed]);
      if (word === undefined) throw notFound('proposed word');
      return word;
    },
    async agreeToWord({ principal, id }) {
      const who = author(deps, principal, notFound('proposed word'));
      const [word] = await present(who.tenantId, [await agreeToWord(db, id, who)]);
      if (word === undefined) throw notFound('word');
      return word;
    },
    async refuseWord({ principal, id }) {
      await dropProposal(db, id, author(deps, principal, notFound('proposed word')));
      return {};
    },
  };
}
