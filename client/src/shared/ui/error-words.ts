/** What went wrong, in plain words, with the number that support will ask for. */
import { ApiError } from '../../api/http.ts';
import type { Words } from '../i18n/words.ts';

export function errorWords({ t, has }: Pick<Words, 't' | 'has'>, error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.unknown');
  const known = `error.${error.code}`;
  const family = error.status >= 500 ? 'error.server' : 'error.unknown';
  return t(has(known) ? known : family);
}

export const requestIdOf = (error: unknown): string | null =>
  error instanceof ApiError ? error.requestId : null;
