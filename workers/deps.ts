/** What every processor is handed. Built once in `main.ts`; tests build their own. */

import type { Account } from '../core/accounts/account.ts';
import type { AppSecretOf } from '../core/accounts/app-secrets.ts';
import type { Connector } from '../core/actions/connector.ts';
import type { WorkingClock } from '../core/deadlines/clock.ts';
import type { ItemPublisher } from '../core/inbox/publish-items.ts';
import type { Db } from '../core/kernel/db.ts';
import type { PageFetcher } from '../core/kernel/guarded-fetch/fetch-page.ts';
import type { Logger } from '../core/kernel/log.ts';
import type { Platform } from '../core/kernel/platform.ts';
import type { Queues } from '../core/kernel/queue/queues.ts';
import type { TokenVault } from '../core/kernel/token-vault.ts';
import type { ModerationPolicy } from '../core/moderation/policy.ts';
import type { OpinionSource } from '../core/second-opinion/second-opinion.ts';
import type { Documents } from '../documents/document-process.ts';
import type { Painter } from '../documents/picture/painter.ts';
import type { Assess } from './classify/assess.ts';
import type { HandOverPorts } from './hand-over/deps.ts';
import type { NearDuplicateCounter } from './ingest/near-duplicates.ts';
import type { ImageScanner } from './scan-images/scan-pictures.ts';

export interface WorkerDeps {
  readonly db: Db;
  readonly queues: Queues;
  readonly publisher: ItemPublisher;
  readonly connectors: ReadonlyMap<Platform, Connector>;
  readonly vault: TokenVault;
  /** Absent: no call carries the proof of its app. */
  readonly appSecretOf?: AppSecretOf;
  /** Draws in a process of its own. */
  readonly documents: Documents;
  readonly log: Logger;
  now(): Date;
  /** Classifiers and policy of the account; never throws. */
  readonly assess: Assess;
  /** The policy in force, for what is found later than the text was judged. */
  policyOf(account: Account): ModerationPolicy;
  /** Pictures: the guarded fetch, the local model's process, the cues of minors. */
  readonly imageScanner: ImageScanner;
  /** Draws the pictures of captures. */
  readonly painter: Painter;
  /** What a public page is made of, for the picture of it. */
  readonly pageFetcher: PageFetcher;
  clockOf(account: Account): WorkingClock;
  readonly nearDuplicates: NearDuplicateCounter;
  /** The ways to the boards' case systems. */
  readonly handOver: HandOverPorts;
  /** Null: off, the default. */
  readonly secondOpinion: OpinionSource | null;
}
