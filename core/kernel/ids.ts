import { createHash } from 'node:crypto';

/** Entries that belong to the installation, not to one municipality (deliveries before hop 5). */
export const SYSTEM_TENANT = '_system';
/** The municipality of an installation that serves one. */
export const MAIN_TENANT = 'main';

/** Lower-case hex SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The id of a comment and of its inbox item: derived, so a replay needs no look-up.
 * 32 hex characters of SHA-256 over the parts, separated by a character that no id holds.
 */
export function derivedId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u001f')).digest('hex').slice(0, 32);
}

export const commentId = (accountId: string, externalId: string): string => derivedId(accountId, externalId);

/** A delivery is its platform and its bytes: the same body again is the same delivery. */
export const deliveryId = (platform: string, body: Uint8Array): string =>
  createHash('sha256').update(platform).update('\u001f').update(body).digest('hex').slice(0, 32);
