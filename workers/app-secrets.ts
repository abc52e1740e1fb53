import type { Account } from '../core/accounts/account.ts';
import type { WebhookSecrets } from '../core/actions/connector.ts';
import type { Platform } from '../core/kernel/platform.ts';

/** The secret of the app that an account's token belongs to; null: it is not known, or the platform wants none. */
export type AppSecretOf = (account: Pick<Account, 'platform' | 'apiBase' | 'demo'>) => string | null;

const WITH_PROOF: ReadonlySet<Account['platform']> = new Set(['facebook', 'instagram', 'threads']);
const FACEBOOK = 'graph.facebook.com';

/**
 * Of a list while rotating the first: that is the one to rotate to. The demo's own stands last. An Instagram account by
 * Facebook Login belongs to Meta's app, whatever Instagram's own is.
 */
export function createAppSecrets(
  secrets: Readonly<Record<Platform, Pick<WebhookSecrets, 'signing'>>>,
): AppSecretOf {
  return ({ platform, apiBase, demo }) => {
    if (!WITH_PROOF.has(platform)) return null;
    const byFacebook =
      platform === 'instagram' && URL.canParse(apiBase) && new URL(apiBase).hostname === FACEBOOK;
    const { signing } = secrets[byFacebook ? 'facebook' : platform];
    return signing.at(demo ? -1 : 0) ?? null;
  };
}
