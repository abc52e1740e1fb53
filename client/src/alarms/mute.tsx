import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { calls, type Mute as Until } from '../api/calls.ts';
import { keys } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { nextMorning } from '../shared/snooze-times.ts';
import { errorWords } from '../shared/ui/error-words.ts';

/** Mails can be silenced; the alarms in the app stay. */
export function Mute({ until }: { until: Until }) {
  const words = useWords();
  const { t, when } = words;
  const now = useNow();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (wanted: Until) => calls.mute(wanted),
    onSettled: () => client.invalidateQueries({ queryKey: keys.alarms }),
  });
  const morning = nextMorning(new Date(now)).toISOString();
  const choice = (key: string, wanted: Until) => (
    <Button
      variant="secondary"
      data-color="neutral"
      data-size="xs"
      disabled={isPending}
      onClick={() => mutate(wanted)}
    >
      {t(`alarms.${key}`, { at: when(morning, now) })}
    </Button>
  );
  return (
    <section className="alarms__mails" aria-labelledby="alarms-mails">
      <h2 id="alarms-mails">{t('alarms.mails')}</h2>
      <output>
        {until === null && t('alarms.mailsOn')}
        {until === 'always' && t('alarms.mailsOff')}
        {until !== null && until !== 'always' && t('alarms.mailsUntil', { at: when(until, now) })}
      </output>
      {error && <p role="alert">{errorWords(words, error)}</p>}
      <div className="alarms__buttons">
        {until === null && choice('muteUntil', morning)}
        {until !== 'always' && choice('muteAlways', 'always')}
        {until !== null && choice('unmute', null)}
      </div>
    </section>
  );
}
