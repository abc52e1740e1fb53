/** The second opinion that the settings name; null: off, and then no text leaves the machine for one (rule 9). */
import type { OpinionSource } from '../../core/second-opinion/second-opinion.ts';
import { withBreaker } from './breaker.ts';
import { createEndpoint } from './endpoint.ts';
import { createModel } from './model.ts';

export interface OpinionSettings {
  readonly SECOND_OPINION: 'off' | 'endpoint' | 'model';
  readonly SECOND_OPINION_URL?: string | undefined;
  readonly SECOND_OPINION_KEY?: string | undefined;
  readonly SECOND_OPINION_MODEL?: string | undefined;
  readonly SECOND_OPINION_FOLDER?: string | undefined;
  readonly SECOND_OPINION_TIMEOUT_MS: number;
}

/** Throws with the setting's name where one that is needed is missing. */
export function openSecondOpinion(settings: OpinionSettings, now: () => Date): OpinionSource | null {
  const timeoutMs = settings.SECOND_OPINION_TIMEOUT_MS;
  if (settings.SECOND_OPINION === 'off') return null;
  if (settings.SECOND_OPINION === 'model') {
    const folder = settings.SECOND_OPINION_FOLDER;
    if (folder === undefined) throw new Error('SECOND_OPINION=model needs SECOND_OPINION_FOLDER.');
    return withBreaker(createModel({ folder, timeoutMs }), now);
  }
  const base = settings.SECOND_OPINION_URL;
  if (base === undefined) throw new Error('SECOND_OPINION=endpoint needs SECOND_OPINION_URL.');
  const { SECOND_OPINION_KEY: key, SECOND_OPINION_MODEL: model } = settings;
  return withBreaker(createEndpoint({ base, key, model, timeoutMs }), now);
}
