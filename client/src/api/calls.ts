/** The calls the client makes, by the names of `core/contract/routes.contract.ts`. */
import type { AccountShape } from '../../../core/accounts/accounts.contract.ts';
import type { SessionShape } from '../../../core/accounts/session.contract.ts';
import type { ActionRequest, ActionResult } from '../../../core/actions/actions.contract.ts';
import type { AlarmList } from '../../../core/alarms/alarms.contract.ts';
import type {
  KnownPictureChangeShape,
  KnownPictureRequest,
  KnownPictureShape,
} from '../../../core/images/media.contract.ts';
import type { QuarantineList } from '../../../core/inbox/deliveries.contract.ts';
import type { DraftRequest, DraftShape } from '../../../core/inbox/drafts.contract.ts';
import type {
  EventShape,
  ItemDetail,
  ItemPage,
  SearchPage,
  View,
} from '../../../core/inbox/items.contract.ts';
import { itemOfRow } from '../../../core/inbox/row.ts';
import type { RowPage } from '../../../core/inbox/rows.contract.ts';
import type { Role } from '../../../core/kernel/roles.ts';
import type { OtherFilters } from '../shared/inbox-path.ts';
import { withServerTime } from '../shared/now.ts';
import { ask } from './http.ts';
import { noteSeen } from './seen.ts';

/** An instant, for good, or (null) no longer. */
export type Mute = AlarmList['mutedUntil'];
export type Counts = Readonly<Record<View, number>>;
export interface PersonShape {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface ListQuery {
  readonly view: View;
  readonly sort: 'due' | 'severity' | 'newest' | 'fit';
  /** Looked for in all views. */
  readonly text: string;
  /** Null: all that the person may see. */
  readonly accountId: string | null;
  readonly filters: OtherFilters;
}

const query = (values: Record<string, string | null | undefined>): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value != null) params.set(name, value);
  return params.toString();
};
const id = encodeURIComponent;
/** The first page is to be there at once; who reads on reads far. */
const limitAt = (cursor: string | null): number => (cursor === null ? 50 : 100);
const readPage = <Page extends ItemPage>(page: Promise<Page>): Promise<Page> =>
  noteSeen(withServerTime(page));

/** Lists ask for rows, a fifth of the items' bytes, and go on with items. */
async function itemsOf(page: Promise<RowPage>): Promise<ItemPage> {
  const { rows, ...rest } = await page;
  return { ...rest, items: rows.map(itemOfRow) };
}

/** The server gives no more at a time. */
export const SHOWN_ALARMS = 100;

export const calls = {
  session: () => withServerTime(ask<SessionShape>('/api/session')),
  signIn: (token: string) => ask<SessionShape>('/api/session', { method: 'POST', body: { token } }),
  changePersonalSettings: (changes: Partial<SessionShape['settings']>) =>
    ask<SessionShape['settings']>('/api/session/settings', { method: 'POST', body: changes }),
  signOut: () => ask<object>('/api/session', { method: 'DELETE' }),
  views: (accountId: string | null) => ask<Counts>(`/api/views?${query({ accountId })}`),
  /** Free text goes in the body: it never stands in a query string (rule 8). */
  page: (
    { view, sort, text, accountId, filters }: ListQuery,
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<ItemPage & Partial<Pick<SearchPage, 'hits'>>> =>
    readPage<ItemPage & Partial<Pick<SearchPage, 'hits'>>>(
      text === ''
        ? itemsOf(
            ask(
              `/api/items?${query({ view, sort, ...filters, accountId, as: 'rows', limit: String(limitAt(cursor)), cursor })}`,
              { ...(signal && { signal }) },
            ),
          )
        : // Whole items: what was looked for may stand behind the beginning that a row shows.
          ask<SearchPage>('/api/items/search', {
            method: 'POST',
            body: {
              ...{ text, sort, limit: limitAt(cursor), ...filters },
              ...(accountId && { accountId }),
              ...(cursor && { cursor }),
            },
            ...(signal && { signal }),
          }),
    ),
  since: (since: string, cursor: string | null) =>
    readPage(ask<ItemPage>(`/api/items?${query({ since, limit: '100', cursor })}`)),
  /** By the platform's own number, which two platforms may share. */
  numbered: (externalId: string) =>
    readPage(ask<ItemPage>(`/api/items?${query({ externalId, limit: '5' })}`)),
  item: (itemId: string) => ask<ItemDetail>(`/api/items/${id(itemId)}`),
  drafts: () => ask<{ drafts: DraftShape[] }>('/api/drafts'),
  saveDraft: (itemId: string, body: DraftRequest) =>
    ask<object>(`/api/items/${id(itemId)}/draft`, { method: 'POST', body }),
  seen: ({ id: itemId, revision }: { id: string; revision: number }) =>
    ask<object>(`/api/items/${id(itemId)}/seen`, { method: 'POST', body: { revision } }),
  reveal: (itemId: string, wanted: { revision: number; start: number; end: number }) =>
    ask<{ value: string }>(`/api/items/${id(itemId)}/reveal`, { method: 'POST', body: wanted }),
  events: (itemId: string) => ask<{ events: EventShape[] }>(`/api/items/${id(itemId)}/events`),
  act: (itemId: string, body: ActionRequest, key: string) =>
    ask<ActionResult>(`/api/items/${id(itemId)}/actions`, { method: 'POST', body, key }),
  undo: (actionId: string) => ask<ActionResult>(`/api/actions/${id(actionId)}`, { method: 'DELETE' }),
  retry: (actionId: string, body: { version?: number; withoutPicture?: true }) =>
    ask<ActionResult>(`/api/actions/${id(actionId)}/retry`, { method: 'POST', body }),
  consent: (actionId: string) =>
    ask<ActionResult>(`/api/actions/${id(actionId)}/consent`, { method: 'POST' }),
  quarantined: () => ask<QuarantineList>('/api/deliveries/quarantined'),
  retryDelivery: (deliveryId: string) =>
    ask<object>(`/api/deliveries/${id(deliveryId)}/retry`, { method: 'POST' }),
  retryDeliveries: () => ask<object>('/api/deliveries/retry', { method: 'POST' }),
  accounts: () => ask<{ accounts: AccountShape[] }>('/api/accounts'),
  alarms: () => ask<AlarmList>(`/api/alarms?limit=${SHOWN_ALARMS}`),
  readAllAlarms: (until: string) => ask<object>('/api/alarms/read', { method: 'POST', body: { until } }),
  readAlarm: (alarmId: string) => ask<object>(`/api/alarms/${id(alarmId)}/read`, { method: 'POST' }),
  mute: (until: Mute) => ask<object>('/api/alarms/mute', { method: 'POST', body: { until } }),
  knownPictures: () => ask<{ pictures: KnownPictureShape[] }>('/api/known-pictures'),
  knownPictureChanges: () => ask<{ changes: KnownPictureChangeShape[] }>('/api/known-pictures/changes'),
  addKnownPicture: (body: KnownPictureRequest) =>
    ask<KnownPictureShape>('/api/known-pictures', { method: 'POST', body }),
  removeKnownPicture: (pictureId: string) =>
    ask<object>(`/api/known-pictures/${id(pictureId)}`, { method: 'DELETE' }),
  people: () => ask<{ people: PersonShape[] }>('/api/people'),
};
