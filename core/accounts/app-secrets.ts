import type { WebhookSecrets } from '../actions/connector.ts';
import type { Platform } from '../kernel/platform.ts';
import type { Account } from './account.ts';

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

type Secrets = Parameters<typeof createAppSecrets>[0];

/** What a connector checks and subscribes an account with: also for platforms whose calls need no proof. */
export function secretToConnect(secrets: Secrets, account: Parameters<AppSecretOf>[0]): string | null {
  return createAppSecrets(secrets)(account) ?? secrets[account.platform].signing[0] ?? null;
}
