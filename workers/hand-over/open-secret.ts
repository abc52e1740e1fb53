import type { TokenVault } from '../../core/kernel/token-vault.ts';
import type { RouteSecret } from '../../core/records/hand-over-route.ts';

/** What signs in to another machine; null: none is kept, or this installation's key does not open it. */
export function openSecret(vault: TokenVault, sealed: string | null): RouteSecret | null {
  const opened = sealed === null ? null : vault.open(sealed);
  return opened === null ? null : (JSON.parse(opened) as RouteSecret);
}
