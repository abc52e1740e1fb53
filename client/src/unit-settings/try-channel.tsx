import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { AlarmSettingsAnswer, AlarmTest } from '../../../core/alarms/alarms.contract.ts';
import { ApiError } from '../api/http.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { useSession } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { type AlarmDraft, givenWebhook, testedChannel } from './alarm-draft.ts';
import { type Place, useTest, useTestChannel } from './calls.ts';

const SLOW_MS = 15_000;

/** What became of it, in words, and what the other end answered in its own. */
function Outcome({ test, asked }: { test: AlarmTest; asked: number }) {
  const { t, has } = useWords();
  const now = useNow();
  if (test.state === 'pending')
    return <p>{t(now - asked > SLOW_MS ? 'alarmSettings.test.slow' : 'alarmSettings.test.pending')}</p>;
  // What a mail server says stands behind the kind of its fault: `EAUTH-535`.
  const cause = test.cause?.toLowerCase() ?? '';
  const known = [cause, cause.split('-')[0] ?? '']
    .map((code) => `alarmSettings.test.cause.${code}`)
    .find((key) => key !== 'alarmSettings.test.cause.' && has(key));
  return (
    <>
      <p>
        {test.state === 'sent'
          ? t('alarmSettings.test.sent')
          : known !== undefined
            ? t(known)
            : t('alarmSettings.test.failed', { cause: test.cause ?? '?' })}
      </p>
      {test.answer !== null && test.answer !== '' && (
        <p className="grey small">
          {t('alarmSettings.test.answer')} <q lang="en">{test.answer}</q>
        </p>
      )}
    </>
  );
}

/** Nothing was to be saved, so what is wrong is said of the address. */
const isAddress = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 422 && error.field?.split('.')[0] === 'webhook';

interface Props {
  readonly place: Place;
  readonly draft: AlarmDraft;
  readonly saved: AlarmSettingsAnswer;
  /** Which of the two. */
  readonly channel: 'mail' | 'webhook';
}

/** A message that tells of nothing but itself, at once. */
export function TryChannel({ place, draft, saved, channel }: Props) {
  const words = useWords();
  const { t, lang } = words;
  const now = useNow();
  const { person } = useSession();
  const [asked, setAsked] = useState<{ id: string; at: number } | null>(null);
  const start = useTestChannel();
  const test = useTest(asked?.id ?? null);
  const given = givenWebhook(draft);
  const inVain = channel === 'mail' ? !saved.mailServer : testedChannel(draft, saved.webhook) === null;
  const label =
    channel === 'mail'
      ? t('alarmSettings.test.mail', { address: person.email })
      : t(`alarmSettings.test.${draft.channel === 'none' ? 'channel' : draft.channel}`);
  const error = start.error ?? test.error;
  return (
    <div className="unit__try">
      <Button
        type="button"
        variant="secondary"
        data-size="xs"
        disabled={inVain}
        aria-busy={start.isPending || undefined}
        onClick={() =>
          start.mutate(
            {
              accountId: place,
              channel,
              language: lang,
              ...(channel === 'webhook' && given !== null ? { webhook: given } : {}),
            },
            { onSuccess: ({ id }) => setAsked({ id, at: now }) },
          )
        }
      >
        {label}
      </Button>
      {channel === 'mail' && inVain && <p className="grey small">{t('alarmSettings.test.noMailServer')}</p>}
      <output className="unit__outcome">
        {error !== null && (
          <p>{isAddress(error) ? t('unitSettings.wrong.webhook') : errorWords(words, error)}</p>
        )}
        {asked !== null && test.data && <Outcome test={test.data} asked={asked.at} />}
      </output>
    </div>
  );
}
