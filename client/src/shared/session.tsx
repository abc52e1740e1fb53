import { createContext, type ReactNode, useContext } from 'react';
import type { SessionShape } from '../../../core/accounts/session.contract.ts';
import type { Permission } from '../../../core/kernel/roles.ts';

const Context = createContext<SessionShape | null>(null);

export function SessionProvider({ session, children }: { session: SessionShape; children: ReactNode }) {
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): SessionShape {
  const session = useContext(Context);
  if (!session) throw new Error('useSession stands outside its provider');
  return session;
}

/** The client hides what the person may not do; the server refuses it anyway. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
