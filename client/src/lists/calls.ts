/** The calls of the lists' pages, and what they read as hooks. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CaseImportReport,
  CaseListShape,
  CaseShape,
  ClaimLists,
  ClaimRequest,
  ListChangeShape,
  ProposedWordShape,
  WordLists,
  WordPreview,
  WordShape,
} from '../../../core/lists/lists.contract.ts';
import type { WordKind } from '../../../core/lists/lists.ts';
import { ask } from '../api/http.ts';

const PREVIEW_DAYS = 90;
const id = encodeURIComponent;
const post = <T>(path: string, body: unknown) => ask<T>(`/api/lists/${path}`, { method: 'POST', body });
const drop = (path: string) => ask<object>(`/api/lists/${path}`, { method: 'DELETE' });

export interface CaseFile {
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

export const listCalls = {
  addWord: (word: { kind: WordKind; term: string; note: string }) => post<WordShape>('words', word),
  previewWord: (term: string) => post<WordPreview>('words/preview', { term, days: PREVIEW_DAYS }),
  proposeWord: (word: { term: string; note: string }) => post<ProposedWordShape>('word-proposals', word),
  agreeToWord: (wordId: string) => post<WordShape>(`word-proposals/${id(wordId)}/consent`, {}),
  dropProposal: (wordId: string) => drop(`word-proposals/${id(wordId)}`),
  removeWord: (wordId: string) => drop(`words/${id(wordId)}`),
  addClaim: (claim: ClaimRequest) => post<object>('claims', claim),
  changeClaim: (claimId: string, claim: ClaimRequest) => post<object>(`claims/${id(claimId)}`, claim),
  removeClaim: (claimId: string) => drop(`claims/${id(claimId)}`),
  switchStarter: (claimId: string, on: boolean) => post<object>(`starter-claims/${id(claimId)}`, { on }),
  checkCases: ({ name, content }: CaseFile) =>
    post<CaseImportReport>('cases', { file: name, content, check: true }),
  /** `replaces` as the check said it: nobody replaces a list that they were not shown the difference to. */
  importCases: ({ name, content }: CaseFile, replaces: string | null) =>
    post<CaseImportReport>('cases', { file: name, content, replaces }),
  restoreCases: (at: string) => post<object>('cases/restore', { at }),
  removeCases: () => drop('cases'),
  searchCases: (text: string) => post<{ cases: CaseShape[] }>('cases/search', { text }),
  setSettings: (answerPraise: boolean) => post<object>('settings', { answerPraise }),
};

const key = (name: string) => ['lists', name] as const;
const read = <T>(name: string) => ({ queryKey: key(name), queryFn: () => ask<T>(`/api/lists/${name}`) });

export const useWordList = () => useQuery(read<WordLists>('words'));
export const useClaimLists = () => useQuery(read<ClaimLists>('claims'));
export const useCaseList = () => useQuery(read<CaseListShape>('cases'));
export const useListSettings = () => useQuery(read<{ answerPraise: boolean }>('settings'));
export const useListChanges = () =>
  useQuery({ ...read<{ changes: ListChangeShape[] }>('changes'), staleTime: 0 });

/** What changes a list reads every list anew: they are small, and the log changes with each. */
export function useChange<In, Out>(change: (input: In) => Promise<Out>, then?: (out: Out) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: then,
    onSettled: () => client.invalidateQueries({ queryKey: ['lists'] }),
  });
}
