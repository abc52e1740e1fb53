/** What the person has chosen for themselves: kept on the server, so that it holds wherever they sign in. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SessionShape } from '../../../core/accounts/session.contract.ts';
import { calls } from './calls.ts';
import { keys } from './queries.ts';

export type PersonalSettings = SessionShape['settings'];

export function useChangePersonalSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<PersonalSettings>) => calls.changePersonalSettings(changes),
    onSuccess: (settings) =>
      client.setQueryData<SessionShape>(keys.session, (session) => session && { ...session, settings }),
  });
}
