/** A worker for a history: the product's own steps and jobs, with the history's clock, queue and platform. */
import sharp from 'sharp';
import { facebook } from '../../connectors/facebook/connector.ts';
import { openPolicyCache } from '../../core/deadlines/policy-cache.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { createPageFetcher } from '../../core/kernel/guarded-fetch/fetch-page.ts';
import { createPictureFetcher } from '../../core/kernel/guarded-fetch/fetch-picture.ts';
import { createLogger } from '../../core/kernel/log.ts';
import type { TokenVault } from '../../core/kernel/token-vault.ts';
import { openListCache } from '../../core/lists/list-cache.store.ts';
import { openModerationCache } from '../../core/moderation/moderation-policies.store.ts';
import { createDocuments } from '../../documents/document-process.ts';
import { NoBrowser, type Painter } from '../../documents/picture/painter.ts';
import type { NotifyDeps } from '../../workers/alarms/deps.ts';
import { createAssess, createClassify } from '../../workers/classify/assess.ts';
import { loadTextClassifier } from '../../workers/classify/load.ts';
import { loadMinorCues } from '../../workers/classify/load-cues.ts';
import { createTextContexts } from '../../workers/classify/text-context.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import { processors } from '../../workers/processors.ts';
import { createImageModel } from '../../workers/scan-images/image-model.ts';
import type { HistoryClock } from './clock.ts';
import { createHints, type Hints } from './hints.ts';

const HOLDER = 'history';
const nobodyListens = { publish: async () => true };

/** A hundred pictures by a real browser would take minutes: each shows one grey field and says whose it is. */
async function greyPainter(): Promise<Painter> {
  const size = { width: 320, height: 120 };
  const png = await sharp({ create: { ...size, channels: 3, background: '#ccc' } })
    .png()
    .toBuffer();
  return {
    draw: async () => [{ png, ...size }],
    drawPublicPage: async () => null,
    withBrowser: () => Promise.reject(new NoBrowser('a history has none')),
    prove: async () => undefined,
    state: () => ({ sandbox: 'on', browser: 'none: a simulated history', why: null }),
    close: async () => undefined,
  };
}

const closedWay = {
  deliver: async () => ({ outcome: 'not-sent' as const, cause: 'folder-missing' as const, again: true }),
  stands: async () => null,
  receipts: async () => undefined,
};

export interface HistoryWorker {
  readonly deps: WorkerDeps;
  readonly notify: NotifyDeps;
  readonly hints: { settle(): Promise<void> };
  close(): Promise<void>;
}

export async function openHistoryWorker(stage: {
  readonly db: Db;
  readonly clock: HistoryClock;
  readonly vault: TokenVault;
}): Promise<HistoryWorker> {
  const { db, clock, vault } = stage;
  const { now } = clock;
  const hints: Hints = createHints(clock);
  const log = createLogger({ name: 'history', level: 'error' });
  const told = (error: unknown): void => log.error({ err: error }, 'a history could not read its settings');
  const policyCache = await openPolicyCache(db, told, now);
  const moderation = await openModerationCache(db, told);
  const lists = await openListCache(db, told);
  const classifier = await loadTextClassifier();
  const contextOf = createTextContexts({
    listsOf: (tenantId) => lists.listsOf(tenantId),
    zoneOf: (account) => policyCache.clockOf(account).policy.timeZone,
    now,
  });
  const policyOf: WorkerDeps['policyOf'] = (account) => moderation.policyOf(account);
  const deps: WorkerDeps = {
    ...{ db, vault, log, now, policyOf },
    queues: hints,
    publisher: nobodyListens,
    connectors: new Map([[facebook.platform, facebook]]),
    documents: createDocuments(),
    assess: createAssess({
      classify: createClassify({ classifier, contextOf, learnedModelOf: () => undefined }),
      ...{ policyOf, log },
    }),
    clockOf: (account) => policyCache.clockOf(account),
    // The bank of texts is small: nobody in it is a spammer for that.
    nearDuplicates: { count: async () => new Map() },
    imageScanner: { fetcher: createPictureFetcher(), model: createImageModel(), cues: await loadMinorCues() },
    painter: await greyPainter(),
    pageFetcher: createPageFetcher(),
    secondOpinion: null,
    handOver: {
      ...{ mail: null, folder: closedWay, sftp: closedWay, mailFrom: null },
      evidenceOf: async () => null,
      pack: () => Promise.reject(new Error('A history hands nothing over.')),
      publicUrl: 'https://history.example',
      software: { name: 'uppsikt', version: 'history' },
    },
  };
  const notify: NotifyDeps = {
    ...{ db, log, now, vault, policyCache },
    publisher: nobodyListens,
    holder: HOLDER,
    sendMail: null,
    postWebhook: async () => ({ state: 'sent' }),
    publicUrl: 'https://history.example',
    mailFrom: null,
  };
  const table = processors(deps);
  return {
    ...{ deps, notify, hints: { settle: () => hints.run(table) } },
    async close() {
      policyCache.close();
      moderation.close();
      lists.close();
      await deps.imageScanner.model.stop();
      await deps.imageScanner.fetcher.close();
      await deps.pageFetcher.close();
      await deps.documents.stop();
    },
  };
}
