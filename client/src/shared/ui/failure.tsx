import { Button } from '@digdir/designsystemet-react';
import { ApiError } from '../../api/http.ts';
import { useWords } from '../i18n/words.ts';
import { errorWords, requestIdOf } from './error-words.ts';
import { Notice } from './notice.tsx';

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords();
  const requestId = requestIdOf(error);
  // That the session has ended is said over the page, once.
  const isSaid = error instanceof ApiError && error.status === 401;
  return (
    <div role={isSaid ? undefined : 'alert'}>
      <Notice title={words.t('error.title')}>
        <p>{errorWords(words, error)}</p>
        {requestId !== null && <p className="grey small">{words.t('error.reference', { id: requestId })}</p>}
        {onRetry && (
          <Button variant="secondary" data-size="xs" onClick={onRetry}>
            {words.t('error.again')}
          </Button>
        )}
      </Notice>
    </div>
  );
}
