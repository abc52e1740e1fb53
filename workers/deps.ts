/** What every processor is handed. Built once in `main.ts`; tests build their own. */

import type { Account } from '../core/domain/account.ts';
import type { Connector } from '../core/domain/connector.ts';
import type { WorkingClock } from '../core/domain/deadline/clock.ts';
import type { Platform } from '../core/domain/platform.ts';
import type { OpinionSource } from '../core/domain/second-opinion.ts';
import type { Logger } from '../core/log.ts';
import type { Judgement } from '../core/policy/content.ts';
import type { ModerationPolicy } from '../core/policy/policy.ts';
import type { Queues } from '../core/queue/queues.ts';
import type { Publisher } from '../core/realtime/publish.ts';
import type { Db } from '../core/store/db.ts';
import type { TokenVault } from '../core/store/token-vault.ts';
import type { FloodWatch } from './ingest/floods.ts';
import type { Looking } from './media/judge-pictures.ts';
import type { About } from './text-context.ts';

export interface WorkerDeps {
  readonly db: Db;
  readonly queues: Queues;
  readonly publisher: Publisher;
  readonly connectors: ReadonlyMap<Platform, Connector>;
  readonly vault: TokenVault;
  readonly log: Logger;
  now(): Date;
  /** Classifiers and policy of the account; never throws. */
  judge(account: Account, text: string, about?: About): Judgement;
  /** The policy in force, for what is found later than the text was judged. */
  policyOf(account: Account): ModerationPolicy;
  /** Pictures: the guarded fetch, the local model's process, the cues of minors. */
  readonly looking: Looking;
  clockOf(account: Account): WorkingClock;
  /** Absent: nobody counts near-identical comments. */
  readonly floods?: FloodWatch;
  /** Absent or null: off, the default. */
  readonly secondOpinion?: OpinionSource | null;
}
