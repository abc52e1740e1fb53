import { Button, Dropdown } from '@digdir/designsystemet-react';
import {
  BookmarkIcon,
  BulletListIcon,
  ChevronDownIcon,
  FunnelIcon,
  MagnifyingGlassIcon,
  SortDownIcon,
  TasklistIcon,
} from '@navikt/aksel-icons';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import type { SearchPage, View } from '../../../../core/inbox/items.contract.ts';
import { useViews } from '../../api/queries.ts';
import { useSavedViews } from '../../api/saved-views.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { areSame, inboxPath, savedPath } from '../../shared/inbox-path.ts';
import { runCommand } from '../../shared/keys.ts';
import { useSession } from '../../shared/session.tsx';
import { NamedIcon } from '../../shared/ui/icons.tsx';
import { useInboxList } from '../../shared/use-inbox-list.ts';
import { usePhone } from '../../shared/use-phone.ts';
import { SIDEBAR_VIEWS } from '../../shared/views.ts';
import type { Search } from '../use-search.ts';
import { AccountChip } from './account-chip.tsx';
import { FilterChips } from './filter-chips.tsx';
import { SearchField } from './search-field.tsx';
import { SEARCH_SORTS, SORTS, type Sort } from './sorting.ts';
import './list-header.css';

const FilterDialog = lazy(() => import('../views/filter-dialog.tsx'));

export interface ListHeaderProps {
  readonly view: View;
  /** Null: all accounts. */
  readonly accountId: string | null;
  readonly sort: Sort;
  readonly search: Search;
  readonly hits: SearchPage['hits'];
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onSort: (sort: Sort) => void;
  readonly onRows: (at: 'first' | 'selected') => void;
  /** Null: the person has nothing to do with several at once. */
  readonly onChoose: (() => void) | null;
  /** Where in the list the selected item stands; null: none is selected, or it is not in it. */
  readonly position: { readonly n: number; readonly count: number } | null;
}

function closePopover(target: EventTarget): void {
  (target as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();
}

/** Where the sidebar is only icons, the list's title is the menu of views. */
function ViewMenu({
  view,
  accountId,
  onFilter,
}: Pick<ListHeaderProps, 'view' | 'accountId'> & { onFilter: () => void }) {
  const { t, number } = useWords();
  const navigate = useNavigate();
  const { data } = useViews(accountId);
  const saved = useSavedViews().data?.views ?? [];
  const here = useInboxList();
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        className="view-menu"
        variant="tertiary"
        data-color="neutral"
        data-size="xs"
        aria-label={t('list.chooseView', { view: t(`view.${view}`) })}
      >
        <ChevronDownIcon aria-hidden="true" />
      </Dropdown.Trigger>
      <Dropdown placement="bottom-start" data-size="xs">
        <Dropdown.List>
          {SIDEBAR_VIEWS.map((choice) => (
            <Dropdown.Item key={choice}>
              <Dropdown.Button
                aria-current={choice === view ? 'page' : undefined}
                onClick={(event) => {
                  closePopover(event.currentTarget);
                  void navigate(inboxPath({ view: choice, accountId }));
                }}
              >
                <NamedIcon name={choice} /> <span className="menu-word">{t(`view.${choice}`)}</span>
                {data && choice !== 'closed' && <span className="grey">{number(data[choice])}</span>}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
          {saved.map((named) => (
            <Dropdown.Item key={named.id}>
              <Dropdown.Button
                aria-current={here !== null && areSame(here, named.filters) ? 'page' : undefined}
                onClick={(event) => {
                  closePopover(event.currentTarget);
                  void navigate(savedPath(named.filters));
                }}
              >
                <BookmarkIcon className="icon" aria-hidden="true" />
                <bdi className="menu-word">{named.name}</bdi>
                {named.count === null && <span className="grey small">{t('saved.lost')}</span>}
                {named.count !== null && <span className="grey">{number(named.count)}</span>}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
          <Dropdown.Item>
            <Dropdown.Button
              onClick={(event) => {
                closePopover(event.currentTarget);
                onFilter();
              }}
            >
              <FunnelIcon className="icon" aria-hidden="true" />
              <span className="menu-word">{t('saved.filter')}</span>
            </Dropdown.Button>
          </Dropdown.Item>
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

/** What the list is limited to, and the lists that have a name; on a phone it stands in the menu of views. */
function FilterButton({ onFilter }: { onFilter: () => void }) {
  const { t } = useWords();
  return (
    <Button
      className="filter-toggle"
      icon
      variant="tertiary"
      data-color="neutral"
      data-size="xs"
      aria-label={t('saved.filter')}
      title={t('saved.filter')}
      onClick={onFilter}
    >
      <FunnelIcon aria-hidden="true" />
    </Button>
  );
}

function SortMenu({
  sort,
  onSort,
  sorts,
}: Pick<ListHeaderProps, 'sort' | 'onSort'> & { sorts: readonly Sort[] }) {
  const { t } = useWords();
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        className="sort-menu"
        variant="tertiary"
        data-color="neutral"
        data-size="xs"
        aria-label={t('sort.label', { sort: t(`sort.${sort}`) })}
      >
        <SortDownIcon aria-hidden="true" />
        <span className="sort-menu__word">{t(`sort.${sort}`)}</span>
      </Dropdown.Trigger>
      <Dropdown placement="bottom-end" data-size="xs">
        <Dropdown.List>
          {sorts.map((choice) => (
            <Dropdown.Item key={choice}>
              <Dropdown.Button
                aria-current={choice === sort ? 'true' : undefined}
                onClick={(event) => {
                  closePopover(event.currentTarget);
                  onSort(choice);
                }}
              >
                {t(`sort.${choice}`)}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

export function ListHeader(props: ListHeaderProps) {
  const { view, accountId, sort, search, hits, searchRef, onSort, onRows, onChoose, position } = props;
  const { text, filters } = search;
  const isLimited = Object.keys(filters).length > 0;
  const { t, number } = useWords();
  const { data } = useViews(accountId);
  const { municipality } = useSession();
  const phone = usePhone();
  const [searching, setSearching] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const here = useInboxList();
  const saved = useSavedViews().data?.views.find((named) => here !== null && areSame(here, named.filters));
  const title = saved?.name ?? t(`view.${view}`);
  // Of a list that nobody has named nothing is counted.
  const plain = data === undefined || view === 'closed' || isLimited ? null : data[view];
  const count = saved === undefined ? plain : saved.count;
  // The phone keyboard opens only for a focus inside the tap itself.
  const openSearch = (): void => {
    flushSync(() => setSearching(true));
    searchRef.current?.focus();
  };
  return (
    <div className="list-head" data-searching={searching || text !== '' || undefined}>
      {municipality.demo && phone && (
        <p className="list-head__demo">
          {t('demo.tag')}: {t('demo.more')}
        </p>
      )}
      <div className="list-head__line">
        <div className="list-head__name">
          <h1 className="list-head__title">{text === '' ? title : t('list.results')}</h1>
          {position !== null ? (
            <span className="list-head__count">
              {t('list.position', { n: number(position.n), count: number(position.count) })}
            </span>
          ) : (
            text === '' && count !== null && <span className="list-head__count">{number(count)}</span>
          )}
        </div>
        <ViewMenu view={view} accountId={accountId} onFilter={() => setFiltering(true)} />
        <span className="push" />
        <Button
          className="search-toggle"
          icon
          variant="tertiary"
          data-color="neutral"
          data-size="xs"
          aria-label={t('list.search')}
          onClick={openSearch}
        >
          <MagnifyingGlassIcon aria-hidden="true" />
        </Button>
        <Button
          className="palette-toggle"
          icon
          variant="tertiary"
          data-color="neutral"
          data-size="xs"
          aria-label={t('palette.button')}
          onClick={() => runCommand('palette')}
        >
          <BulletListIcon aria-hidden="true" />
        </Button>
        {onChoose && (
          <Button
            icon
            variant="tertiary"
            data-color="neutral"
            data-size="xs"
            aria-label={t('bulk.select')}
            title={t('bulk.select')}
            onClick={onChoose}
          >
            <TasklistIcon aria-hidden="true" />
          </Button>
        )}
        <SortMenu sort={sort} onSort={onSort} sorts={text === '' ? SORTS : SEARCH_SORTS} />
      </div>
      {accountId !== null && <AccountChip view={view} accountId={accountId} filters={filters} />}
      <FilterChips view={view} accountId={accountId} filters={filters} />
      <div className="list-head__find">
        <SearchField
          ref={searchRef}
          text={text}
          onSearch={search.setText}
          onFilters={search.limit}
          hits={hits}
          onRows={onRows}
        />
        <FilterButton onFilter={() => setFiltering(true)} />
      </div>
      {filtering && here !== null && (
        <Suspense fallback={null}>
          <FilterDialog list={here} onClose={() => setFiltering(false)} />
        </Suspense>
      )}
    </div>
  );
}
