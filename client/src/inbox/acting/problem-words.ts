/** What was not done, and why, in sentences. */
import type { Words } from '../../shared/i18n/words.ts';
import { errorWords } from '../../shared/ui/error-words.ts';
import type { Problem } from './use-acting.ts';

export function problemWords(
  { t, has }: Pick<Words, 't' | 'has'>,
  { undoing, stale, request, error }: Problem,
): { readonly what: string; readonly why: string } {
  const isWritten = request.type === 'reply' || request.type === 'note';
  if (stale) return { what: t('problem.stale'), why: t(isWritten ? 'problem.kept' : 'problem.readFirst') };
  const what = undoing ? t('undo.failed') : t(`problem.${request.type}`);
  return { what, why: errorWords({ t, has }, error) };
}
