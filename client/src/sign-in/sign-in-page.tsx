import { Button } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { calls } from '../api/calls.ts';
import { ApiError } from '../api/http.ts';
import { keys } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { LanguageLinks } from '../shared/ui/language-links.tsx';

type Phase = 'none' | 'trying' | 'spent' | 'failed';

/** Trades the token of the fragment for a session. The fragment never reaches a server log, and is cleared at once. */
function useOneTimeLink() {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const token = useRef(decodeURIComponent(hash.slice(1)));
  const [phase, setPhase] = useState<Phase>(token.current === '' ? 'none' : 'trying');
  const [error, setError] = useState<unknown>(null);
  const started = useRef(false);
  const trade = useCallback(async () => {
    setPhase('trying');
    try {
      client.setQueryData(keys.session, await calls.signIn(token.current));
      token.current = '';
      await navigate('/inbox/all', { replace: true });
    } catch (cause) {
      const refused = cause instanceof ApiError && cause.status >= 400 && cause.status < 429;
      setError(cause);
      setPhase(refused ? 'spent' : 'failed');
    }
  }, [client, navigate]);
  useEffect(() => {
    if (started.current || token.current === '') return;
    started.current = true;
    window.history.replaceState(null, '', '/sign-in');
    void trade();
  }, [trade]);
  return { phase, error, trade };
}

export function SignInPage() {
  const words = useWords();
  const { t } = words;
  const { phase, error, trade } = useOneTimeLink();
  return (
    <main className="centred">
      <div className="card">
        <p className="brand">
          <span className="brand__ring" aria-hidden="true" />
          Uppsikt
        </p>
        <h1>{t(`signIn.title.${phase}`)}</h1>
        {phase === 'failed' && (
          <div role="alert">
            <p>{errorWords(words, error)}</p>
            <Button data-size="xs" onClick={() => void trade()}>
              {t('error.again')}
            </Button>
          </div>
        )}
        {phase === 'trying' && <output>{t('signIn.trying')}</output>}
        {(phase === 'none' || phase === 'spent') && (
          <>
            <p>{t(phase === 'spent' ? 'signIn.spent' : 'signIn.how')}</p>
            <pre className="command">npm run -s uppsikt -- sign-in</pre>
            <p className="grey">{t('signIn.once')}</p>
          </>
        )}
        <LanguageLinks />
      </div>
    </main>
  );
}
