/** The session has ended under the page: it says so, keeps everything, and goes on once the person is back. */
import { Button, Field, Input, Label, ValidationMessage } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { SessionShape } from '../../../core/accounts/session.contract.ts';
import { calls } from '../api/calls.ts';
import { ApiError, signedOut } from '../api/http.ts';
import { goLiveAgain } from '../api/live.ts';
import { keys } from '../api/queries.ts';
import { bringFocusHome } from '../shared/focus-home.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useStore } from '../shared/store.ts';
import { isWriting } from '../shared/typing.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { tokenIn } from './token-in.ts';
import './sign-in-again.css';

const LOOK_EVERY_MS = 15_000;

/** A session that was begun in another tab is this tab's too. */
function useBeganElsewhere(onBack: (session: SessionShape) => void): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      calls.session().then(onBack, () => undefined);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [onBack]);
}

function Form({ person }: { person: SessionShape['person'] }) {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const title = useId();
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);
  const [link, setLink] = useState('');
  const [error, setError] = useState<unknown>(null);
  const goOn = useCallback(
    (session: SessionShape) => {
      // What lies here is the other person's: theirs alone is left, on the server.
      if (session.person.id !== person.id) {
        sessionStorage.clear();
        window.location.assign('/');
        return;
      }
      signedOut.set(false);
      client.setQueryData(keys.session, session);
      goLiveAgain();
      void client.invalidateQueries();
    },
    [client, person.id],
  );
  useBeganElsewhere(goOn);
  const before = useRef<HTMLElement | null>(null);
  // Whoever was writing goes on where they were.
  useLayoutEffect(() => {
    const place = panel.current;
    const come = ({ relatedTarget: from }: FocusEvent): void => {
      if (from instanceof HTMLElement && !place?.contains(from)) before.current = from;
    };
    place?.addEventListener('focusin', come);
    return () => {
      if (!place?.contains(document.activeElement)) return;
      if (before.current?.isConnected) before.current.focus({ preventScroll: true });
      bringFocusHome();
    };
  }, []);
  // Over whatever is open, also a dialog.
  useEffect(() => panel.current?.showPopover(), []);
  // Who writes is not taken away from it: they are told, and come here by themselves.
  useEffect(() => {
    if (!isWriting() && document.querySelector('dialog[open]') === null) field.current?.focus();
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const token = tokenIn(link);
    if (token !== '') calls.signIn(token).then(goOn, setError);
  };
  const isSpent = error instanceof ApiError && error.status >= 400 && error.status < 429;
  return (
    <section ref={panel} popover="manual" className="sign-in-again" aria-labelledby={title} data-size="xs">
      <div role="alert">
        <h2 id={title}>{t('signInAgain.title')}</h2>
        <p>{t('signInAgain.text')}</p>
      </div>
      <form className="sign-in-again__form" onSubmit={submit}>
        <Field>
          <Label>{t('signInAgain.link')}</Label>
          <Input
            ref={field}
            value={link}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={error !== null || undefined}
            onChange={(event) => {
              setLink(event.target.value);
              setError(null);
            }}
          />
          {error !== null && (
            <ValidationMessage>
              {isSpent ? t('signInAgain.spent') : errorWords(words, error)}
            </ValidationMessage>
          )}
        </Field>
        <Button type="submit">{t('signInAgain.go')}</Button>
      </form>
      <p className="grey small">
        {t('signInAgain.how')} <code>npm run -s uppsikt -- sign-in</code>
      </p>
    </section>
  );
}

export function SignInAgain({ person }: { person: SessionShape['person'] }) {
  const out = useStore(signedOut);
  return out ? <Form person={person} /> : null;
}
