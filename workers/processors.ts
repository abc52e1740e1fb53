import type { JobName } from '../core/kernel/queue/jobs.ts';
import type { Processor } from '../core/kernel/queue/run-worker.ts';
import { createAct } from './act/act.ts';
import { createBulkAct } from './bulk-act/bulk-act.ts';
import { createBulkExport } from './bulk-export/bulk-export.ts';
import { createCapture } from './capture/capture.ts';
import type { WorkerDeps } from './deps.ts';
import { createFetchContext } from './fetch-context/fetch-context.ts';
import { createFetchText } from './fetch-text/fetch-text.ts';
import { createHandOver } from './hand-over/hand-over.ts';
import { createIngestDelivery } from './ingest/ingest-delivery.ts';
import { createScanImages } from './scan-images/scan-images.ts';
import { createSecondOpinion } from './second-opinion/second-opinion.ts';

/** One for every job: a name without a processor does not compile. */
export function processors(deps: WorkerDeps): Readonly<Record<JobName, Processor>> {
  return {
    'ingest-delivery': createIngestDelivery(deps),
    act: createAct(deps),
    'fetch-context': createFetchContext(deps),
    'fetch-text': createFetchText(deps),
    'scan-images': createScanImages(deps),
    'hand-over': createHandOver(deps),
    'bulk-export': createBulkExport(deps),
    'bulk-act': createBulkAct(deps),
    capture: createCapture(deps),
    'second-opinion': createSecondOpinion(deps),
  };
}
