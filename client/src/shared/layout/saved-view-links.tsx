import { BookmarkIcon } from '@navikt/aksel-icons';
import { Link } from 'react-router';
import { useSavedViews } from '../../api/saved-views.ts';
import { useWords } from '../i18n/words.ts';
import { areSame, savedPath } from '../inbox-path.ts';
import { useInboxList } from '../use-inbox-list.ts';

/** Under the built-in views. Nothing where there is none. */
export function SavedViewLinks() {
  const { t, number } = useWords();
  const views = useSavedViews().data?.views ?? [];
  const here = useInboxList();
  if (views.length === 0) return null;
  return (
    <>
      <h2 className="sidebar__heading">{t('saved.heading')}</h2>
      <ul>
        {views.map((view) => {
          const isHere = here !== null && areSame(here, view.filters);
          return (
            <li key={view.id}>
              <Link
                to={savedPath(view.filters)}
                className="nav-link"
                title={view.name}
                aria-current={isHere ? 'page' : undefined}
              >
                <BookmarkIcon className="icon" aria-hidden="true" />
                <bdi className="nav-link__word">{view.name}</bdi>
                {view.type === 'shared' && <span className="sr-only"> {t('saved.isShared')}</span>}
                {view.count === null && <span className="sr-only"> {t('saved.lost')}</span>}
                {view.count !== null && view.count > 0 && (
                  <span className="nav-link__count">
                    {number(view.count)}
                    <span className="sr-only"> {t('nav.items')}</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
