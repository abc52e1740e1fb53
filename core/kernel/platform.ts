/** The platforms whose webhooks this installation can receive, and what a page may do there (platforms.md 0.1). */
export const PLATFORMS = [
  'facebook',
  'instagram',
  'linkedin',
  'youtube',
  'x',
  'threads',
  'tiktok',
  'generic',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export const COUNTRIES = ['SE', 'NO'] as const;
export type Country = (typeof COUNTRIES)[number];

/** What the platform's API lets the account do to a visitor's comment. Where false, the UI opens the permalink. */
export interface Capabilities {
  readonly reply: boolean;
  readonly hide: boolean;
  readonly delete: boolean;
  readonly ban: boolean;
  readonly like: boolean;
}
