import { Button } from '@digdir/designsystemet-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { BoardRouteShape, BoardRoutes } from '../../../core/records/hand-over.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { Caution, Notice } from '../shared/ui/notice.tsx';
import { removeRoute, useBoardRoutes, useRouteChange } from './calls.ts';
import { RouteForm } from './route-form.tsx';
import { Trial } from './trial.tsx';
import './board-routes.css';

type Route = NonNullable<BoardRouteShape['route']>;

const targetOf = ({ settings }: Route): string => {
  if (settings.kind === 'email') return settings.to;
  if (settings.kind === 'folder') return settings.folder;
  const { user, host, port, folder } = settings;
  return `${user}@${host}${port === 22 ? '' : `:${port}`} ${folder}`;
};

function Facts({ route }: { route: Route }) {
  const { t } = useWords();
  return (
    <dl className="board-route__facts">
      <dt>{t(`boardRoutes.kindName.${route.settings.kind}`)}</dt>
      <dd>{targetOf(route)}</dd>
      <dt>{t('boardRoutes.formats')}</dt>
      <dd>{route.formats.map((format) => t(`package.format.${format}`)).join(', ')}</dd>
      <dt>{t('boardRoutes.language')}</dt>
      <dd>{t(`boardRoutes.languageName.${route.language}`)}</dd>
      {route.internal && (
        <>
          <dt>{t('boardRoutes.internal')}</dt>
          <dd>{t('yes')}</dd>
        </>
      )}
    </dl>
  );
}

/** Asks once more before it takes away what others rely on. */
function Remove({ board, route }: { board: string; route: Route }) {
  const words = useWords();
  const { t } = words;
  const [asking, setAsking] = useState(false);
  const remove = useRouteChange(removeRoute);
  if (!asking)
    return (
      <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={() => setAsking(true)}>
        {t('boardRoutes.remove')}
        <span className="sr-only">: {board}</span>
      </Button>
    );
  return (
    <Caution live>
      <p>{t('boardRoutes.removeSure', { board })}</p>
      {remove.error && <p>{errorWords(words, remove.error)}</p>}
      <div className="board-form__buttons">
        <Button
          data-size="xs"
          aria-busy={remove.isPending || undefined}
          onClick={() => remove.mutate(route.id)}
        >
          {t('boardRoutes.remove')}
        </Button>
        <Button variant="secondary" data-color="neutral" data-size="xs" onClick={() => setAsking(false)}>
          {t('boardRoutes.cancel')}
        </Button>
      </div>
    </Caution>
  );
}

function Board({ of, around }: { of: BoardRouteShape; around: BoardRoutes }) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const { board, route } = of;
  // flushSync: the button is there again before it is given the focus.
  const close = (words: string): void => {
    flushSync(() => {
      setEditing(false);
      setSaid(words);
    });
    opener.current?.focus();
  };
  return (
    <article className="board-route" aria-label={board}>
      <h2 className="board-route__name">{board}</h2>
      <p className="grey">{t('boardRoutes.accounts', { count: of.accounts })}</p>
      {editing ? (
        <RouteForm
          of={of}
          around={around}
          onSaved={() => close(t('boardRoutes.saved'))}
          onCancel={() => close('')}
        />
      ) : (
        <>
          {route === null ? <p>{t('boardRoutes.noRoute')}</p> : <Facts route={route} />}
          {route !== null && <Trial board={board} route={route} />}
          <div className="board-form__buttons">
            <Button
              ref={opener}
              variant={route === null ? 'primary' : 'secondary'}
              data-size="xs"
              onClick={() => setEditing(true)}
            >
              {t(route === null ? 'boardRoutes.set' : 'boardRoutes.change')}
              <span className="sr-only">: {board}</span>
            </Button>
            {route !== null && <Remove board={board} route={route} />}
          </div>
        </>
      )}
      <output className="grey">{said}</output>
    </article>
  );
}

export default function BoardRoutesPage() {
  const { t } = useWords();
  const { data, error, refetch } = useBoardRoutes();
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.board-routes')}</h1>
        <p className="grey">{t('boardRoutes.intro')}</p>
        {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && (
          <output className="grey" aria-busy="true">
            {t('boardRoutes.loading')}
          </output>
        )}
        {data?.boards.length === 0 && <Notice title={t('boardRoutes.none')} />}
        {data?.boards.map((of) => (
          <Board key={of.board} of={of} around={data} />
        ))}
      </div>
    </div>
  );
}
