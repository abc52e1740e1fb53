import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type {
  BoardRouteShape,
  HandOverRouteRequest,
  HandOverShape,
} from '../../../core/records/hand-over.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import { saveRoute, tryRoute, useRouteChange, useTrial } from './calls.ts';

type Route = NonNullable<BoardRouteShape['route']>;

interface AnswerProps {
  readonly board: string;
  readonly route: Route;
  readonly trial: HandOverShape;
}

/** The key that the machine showed, for a person to compare before anything is sent. */
function ShownKey({ board, route, trial }: AnswerProps) {
  const words = useWords();
  const { t } = words;
  const save = useRouteChange(saveRoute);
  const { settings, formats, internal, language } = route;
  if (trial.shown === null || settings.kind !== 'sftp') return null;
  if (settings.hostKey === trial.shown) return null;
  const request: HandOverRouteRequest = {
    board,
    formats,
    internal,
    language,
    settings: { ...settings, hostKey: trial.shown },
  };
  return (
    <>
      <p className="board-route__key">{t('boardRoutes.shown', { key: trial.shown })}</p>
      {save.error && <p role="alert">{errorWords(words, save.error)}</p>}
      <Button
        variant="secondary"
        data-size="xs"
        aria-busy={save.isPending || undefined}
        onClick={() => save.mutate(request)}
      >
        {t('boardRoutes.trust')}
      </Button>
    </>
  );
}

function Answer(props: AnswerProps) {
  const { trial } = props;
  const { t, when } = useWords();
  const now = useNow();
  const state = t(`handOver.state.${trial.state}`);
  const line = t('boardRoutes.tested', { at: when(trial.requestedAt, now), state });
  if (trial.cause !== null && trial.state !== 'queued')
    return (
      <Caution>
        <p>{line}</p>
        <p>{t(`handOver.cause.${trial.cause}`)}</p>
        <ShownKey {...props} />
      </Caution>
    );
  const name = trial.tries.at(-1)?.name ?? '';
  return (
    <>
      <p>{line}</p>
      {trial.state === 'sent' && (
        <p className="grey board-route__key">{t('boardRoutes.testSent', { name })}</p>
      )}
    </>
  );
}

/** Sends a marked trial and tells how it went. */
export function Trial({ board, route }: { board: string; route: Route }) {
  const words = useWords();
  const { t } = words;
  const [started, setStarted] = useState<string | null>(null);
  const start = useRouteChange(tryRoute, ({ id }) => setStarted(id));
  const { data } = useTrial(started);
  const trial = data ?? route.lastTest;
  const isUnderWay =
    start.isPending || (started !== null && (data === undefined || /queued|sending/u.test(data.state)));
  return (
    <div className="board-route__trial">
      <Button
        variant="secondary"
        data-size="xs"
        aria-busy={isUnderWay || undefined}
        onClick={() => {
          if (!isUnderWay) start.mutate(route.id);
        }}
      >
        {t('boardRoutes.test')}
        <span className="sr-only">: {board}</span>
      </Button>
      <div aria-live="polite" className="board-route__answer">
        {start.error && <p>{errorWords(words, start.error)}</p>}
        {isUnderWay && <p>{t('boardRoutes.testing')}</p>}
        {!isUnderWay && trial && <Answer board={board} route={route} trial={trial} />}
        {!isUnderWay && !trial && <p className="grey">{t('boardRoutes.never')}</p>}
      </div>
    </div>
  );
}
