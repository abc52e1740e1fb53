/** What the people's page reads and sends. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Invitation,
  KeyShape,
  MadeKey,
  MemberChange,
  MemberShape,
  NewKey,
  NewMember,
  RemovedMember,
} from '../../../core/accounts/members.contract.ts';
import { ask } from '../api/http.ts';

const MEMBERS = ['members'];
const KEYS = ['keys'];
const pathOf = (id: string, more = '') => `/api/members/${encodeURIComponent(id)}${more}`;

export const useMembers = () =>
  useQuery({ queryKey: MEMBERS, queryFn: () => ask<{ members: MemberShape[] }>('/api/members') });

export const useKeys = () =>
  useQuery({ queryKey: KEYS, queryFn: () => ask<{ keys: KeyShape[] }>('/api/keys') });

/** What was asked for changes both lists, and whom an item can be assigned to. */
function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () =>
      Promise.all([MEMBERS, KEYS, ['people']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useAddMember = () =>
  useChange((body: z.input<typeof NewMember>) => ask<MemberShape>('/api/members', { method: 'POST', body }));

export const useChangeMember = () =>
  useChange(({ id, ...body }: z.input<typeof MemberChange> & { id: string }) =>
    ask<MemberShape>(pathOf(id), { method: 'POST', body }),
  );

export const useRemoveMember = () =>
  useChange(({ id, ...body }: { id: string; to?: string }) =>
    ask<z.infer<typeof RemovedMember>>(pathOf(id, '/removal'), { method: 'POST', body }),
  );

export const useInvite = () =>
  useMutation({
    mutationFn: (id: string) =>
      ask<z.infer<typeof Invitation>>(pathOf(id, '/invitation'), { method: 'POST' }),
  });

export const useMakeKey = () =>
  useChange((body: z.input<typeof NewKey>) =>
    ask<z.infer<typeof MadeKey>>('/api/keys', { method: 'POST', body }),
  );

export const useRevokeKey = () =>
  useChange((id: string) => ask<object>(`/api/keys/${encodeURIComponent(id)}`, { method: 'DELETE' }));
