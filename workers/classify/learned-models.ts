/** The stored learned models of the municipalities as this process' classifier can use them. */
import { type LearnedModel, parseLearnedModel } from '../../classifiers/text/index.ts';
import type { Logger } from '../../core/kernel/log.ts';
import type { ModelInUse } from '../../core/learning/learned-models.store.ts';

/** Undefined for one that stands on another shipped model, or cannot be read: the shipped model judges alone. */
export function learnedModelReader(
  classifier: string,
  log: Logger,
): (row: ModelInUse, bytes: Buffer) => LearnedModel | undefined {
  return ({ tenantId, version, classifier: under }, bytes) => {
    if (under !== classifier) {
      log.warn({ tenantId, version, under, classifier }, 'a learned model needs retraining');
      return undefined;
    }
    try {
      return parseLearnedModel(new Uint8Array(bytes), `org-${version}`);
    } catch (error) {
      log.error({ err: error, tenantId, version }, 'a learned model could not be read');
      return undefined;
    }
  };
}
