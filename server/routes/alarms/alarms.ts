import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import type { Principal } from '../../../core/accounts/people.store.ts';
import { alarmPreferencesOf, setAlarmPreference } from '../../../core/alarms/alarm-preferences.store.ts';
import { alarmsRestUntil } from '../../../core/alarms/alarms-rest.store.ts';
import {
  countUnread,
  type InAppAlarm,
  inAppAlarmsOf,
  readAllInApp,
  readInApp,
} from '../../../core/alarms/in-app-alarms.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { namedItems } from '../../../core/inbox/named-items.store.ts';
import { invalid, notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

/** Named of each alarm; the list behind its link has them all. */
const NAMED = 3;

type Named = ReadonlyMap<string, Pick<Item, '_id' | 'author' | 'platform' | 'publishedAt'>>;

const viewOf = ({ kind, overdue }: InAppAlarm): string => {
  if (kind === 'blocked' || kind === 'evidence') return 'abusive';
  if (kind === 'unseen') return 'all';
  return overdue > 0 ? 'breached' : 'due-soon';
};

function present(alarm: InAppAlarm, { names, items }: { names: ReadonlyMap<string, string>; items: Named }) {
  const { _id, accountId, kind, at, readAt, overdue, soon, late } = alarm;
  const { unseen = 0, blocked = 0, evidence = 0, itemIds = [] } = alarm;
  return {
    id: _id,
    accountId,
    accountName: names.get(accountId) ?? accountId,
    kind,
    overdue,
    soon,
    unseen,
    blocked,
    evidence,
    late,
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    link: `/inbox/${viewOf(alarm)}?accountId=${encodeURIComponent(accountId)}`,
    items: itemIds.slice(0, NAMED).flatMap((id) => {
      const item = items.get(id);
      if (item === undefined) return [];
      const { author, platform, publishedAt } = item;
      return [{ id, author: author?.name ?? null, platform, publishedAt: publishedAt.toISOString() }];
    }),
  };
}

/** Alarms belong to people. An API token has none. */
const mineOf = ({ scope, email }: Principal) => ({
  tenantId: scope.tenantId,
  recipient: email ?? '',
  accountIds: scope.accountIds,
});

type AlarmRoutes = 'listAlarms' | 'readAlarm' | 'readAllAlarms' | 'muteAlarms';

export function alarmHandlers(deps: ServerDeps): Pick<Handlers, AlarmRoutes> {
  return {
    async listAlarms({ principal, query }) {
      const mine = mineOf(principal);
      const [alarms, unread, accounts, chosen] = await Promise.all([
        inAppAlarmsOf(deps.db, { ...mine, unread: query.unread === 'true', limit: query.limit }),
        countUnread(deps.db, mine),
        accountsIn(deps.db, principal.scope),
        alarmPreferencesOf(deps.db, { tenantId: mine.tenantId, recipients: [mine.recipient] }),
      ]);
      const names = new Map(accounts.map(({ _id, name }) => [_id, name]));
      const { tenantId } = mine;
      const { clockOf } = deps;
      const rest = await alarmsRestUntil(deps.db, { tenantId, accounts, now: deps.now(), clockOf });
      const muted = chosen.get(mine.recipient)?.mutedUntil ?? null;
      const over = muted instanceof Date && muted <= deps.now();
      const ids = alarms.flatMap(({ itemIds = [] }) => itemIds.slice(0, NAMED));
      const items = await namedItems(deps.db, principal.scope, ids);
      return {
        alarms: alarms.map((alarm) => present(alarm, { names, items })),
        unread,
        mutedUntil: over ? null : muted instanceof Date ? muted.toISOString() : muted,
        restUntil: rest?.toISOString() ?? null,
      };
    },
    async readAlarm({ principal, id }) {
      if (!(await readInApp(deps.db, { ...mineOf(principal), id, now: deps.now() }))) throw notFound('alarm');
      return {};
    },
    async readAllAlarms({ principal, body }) {
      const until = new Date(body.until);
      await readAllInApp(deps.db, { ...mineOf(principal), until, now: deps.now() });
      return {};
    },
    async muteAlarms({ principal, body }) {
      const { tenantId, recipient } = mineOf(principal);
      if (recipient === '') throw invalid('Only a person can silence alarms.');
      const { until } = body;
      const mutedUntil = until === null || until === 'always' ? until : new Date(until);
      await setAlarmPreference(deps.db, { tenantId, recipient, mutedUntil });
      return {};
    },
  };
}
