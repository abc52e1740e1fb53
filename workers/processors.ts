import type { JobName } from '../core/queue/jobs.ts';
import type { Processor } from '../core/queue/run-worker.ts';
import { createAct } from './act.ts';
import type { WorkerDeps } from './deps.ts';
import { createFetchContext } from './fetch-context.ts';
import { createIngestDelivery } from './ingest-delivery.ts';
import { createLookAtImages } from './look-at-images.ts';
import { createSecondOpinion } from './second-opinion.ts';

/** A job name without a processor does not compile, so no worker can start without one. */
export function processors(deps: WorkerDeps): { [N in JobName]: Processor<N> } {
  return {
    'ingest-delivery': createIngestDelivery(deps),
    act: createAct(deps),
    'fetch-context': createFetchContext(deps),
    'look-at-images': createLookAtImages(deps),
    'second-opinion': createSecondOpinion(deps),
  };
}
