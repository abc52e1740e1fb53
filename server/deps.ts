/** What the web server is handed. Built once in `main.ts`; tests build their own. */
import type { RequestHandler } from 'express';
import type { Account } from '../core/accounts/account.ts';
import type { Connector, WebhookSecrets } from '../core/actions/connector.ts';
import type { WorkingClock } from '../core/deadlines/clock.ts';
import type { ItemPublisher } from '../core/inbox/publish-items.ts';
import type { Db } from '../core/kernel/db.ts';
import type { Logger } from '../core/kernel/log.ts';
import type { Platform } from '../core/kernel/platform.ts';
import type { Queues } from '../core/kernel/queue/queues.ts';
import type { TokenVault } from '../core/kernel/token-vault.ts';
import type { Documents } from '../documents/document-process.ts';
import type { Limits } from './middleware/limits.ts';
import type { StoreWatch } from './store-watch.ts';

export interface ServerDeps {
  readonly db: Db;
  readonly queues: Queues;
  readonly publisher: ItemPublisher;
  readonly connectors: ReadonlyMap<Platform, Connector>;
  readonly secrets: Readonly<Record<Platform, WebhookSecrets>>;
  readonly vault: TokenVault;
  /** Draws in a process of its own. */
  readonly documents: Documents;
  readonly limits: Limits;
  readonly session: RequestHandler;
  readonly log: Logger;
  readonly settings: {
    readonly publicUrl: string | null;
    /** Addresses and networks of proxies, besides this machine's own. */
    readonly trustedProxies: readonly string[];
    readonly undoSeconds: number;
    readonly unitEmail: string | null;
    readonly metricsToken: string | null;
    /** Whether SMTP_URL is set. */
    readonly hasMailServer: boolean;
    /** HAND_OVER_FOLDER; null: no watched folders here. */
    readonly handOverFolder: string | null;
    /** Whether the browser that draws captures runs in its sandbox: told by /readyz. */
    readonly captureSandbox: 'on' | 'off';
    /** Folder of the built client; null in tests that have none. */
    readonly clientDir: string | null;
    /** Tests check every answer against the contract. */
    readonly checkOutput: boolean;
  };
  now(): Date;
  clockOf(account: Account): WorkingClock;
  readonly storeWatch: StoreWatch;
  /** Engine and version, or null when Redis cannot be reached. */
  redisVersion(): Promise<string | null>;
}
