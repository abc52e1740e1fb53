import { Button, Dropdown } from '@digdir/designsystemet-react';
import { ChevronDownIcon, MagnifyingGlassIcon, SortDownIcon, TasklistIcon } from '@navikt/aksel-icons';
import { type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import type { View } from '../../../../core/inbox/items.contract.ts';
import { useViews } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { inboxPath } from '../../shared/inbox-path.ts';
import { useSession } from '../../shared/session.tsx';
import { NamedIcon } from '../../shared/ui/icons.tsx';
import { usePhone } from '../../shared/use-phone.ts';
import { SIDEBAR_VIEWS } from '../../shared/views.ts';
import { AccountChip } from './account-chip.tsx';
import { SearchField } from './search-field.tsx';
import { SORTS, type Sort } from './sorting.ts';
import './list-header.css';

export interface ListHeaderProps {
  readonly view: View;
  /** Null: all accounts. */
  readonly accountId: string | null;
  readonly sort: Sort;
  readonly text: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onSort: (sort: Sort) => void;
  readonly onSearch: (text: string) => void;
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
function ViewMenu({ view, accountId }: Pick<ListHeaderProps, 'view' | 'accountId'>) {
  const { t, number } = useWords();
  const navigate = useNavigate();
  const { data } = useViews(accountId);
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
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

function SortMenu({ sort, onSort }: Pick<ListHeaderProps, 'sort' | 'onSort'>) {
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
          {SORTS.map((choice) => (
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
  const { view, accountId, sort, text, searchRef, onSort, onSearch, onRows, onChoose, position } = props;
  const { t, number } = useWords();
  const { data } = useViews(accountId);
  const { municipality } = useSession();
  const phone = usePhone();
  const [searching, setSearching] = useState(false);
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
          <h1 className="list-head__title">{text === '' ? t(`view.${view}`) : t('list.results')}</h1>
          {position !== null ? (
            <span className="list-head__count">
              {t('list.position', { n: number(position.n), count: number(position.count) })}
            </span>
          ) : (
            text === '' && data && <span className="list-head__count">{number(data[view])}</span>
          )}
        </div>
        <ViewMenu view={view} accountId={accountId} />
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
        <SortMenu sort={sort} onSort={onSort} />
      </div>
      {accountId !== null && <AccountChip view={view} accountId={accountId} />}
      <SearchField ref={searchRef} text={text} onSearch={onSearch} onRows={onRows} />
    </div>
  );
}
