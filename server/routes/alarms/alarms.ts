import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import type { Principal } from '../../../core/accounts/people.store.ts';
import { alarmPreferencesOf, setAlarmPreference } from '../../../core/alarms/alarm-preferences.store.ts';
import {
  type AlarmWebhook,
  alarmSettingsById,
  type StoredAlarmSettings,
  setAlarmSettings,
  settingsId,
} from '../../../core/alarms/alarm-settings.store.ts';
import { DEFAULT_ALARMS } from '../../../core/alarms/alarm-settings.ts';
import { alarmsRestUntil } from '../../../core/alarms/alarms-rest.store.ts';
import {
  countUnread,
  type InAppAlarm,
  inAppAlarmsOf,
  readInApp,
} from '../../../core/alarms/in-app-alarms.store.ts';
import { invalid, notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';

function present(alarm: InAppAlarm, names: ReadonlyMap<string, string>) {
  const {
    _id,
    accountId,
    kind,
    overdue,
    soon,
    unseen = 0,
    blocked = 0,
    evidence = 0,
    late,
    at,
    readAt,
  } = alarm;
  const view =
    kind === 'blocked' || kind === 'evidence'
      ? 'abusive'
      : kind === 'unseen'
        ? 'all'
        : overdue > 0
          ? 'breached'
          : 'due-soon';
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
    link: `/inbox/${view}?accountId=${encodeURIComponent(accountId)}`,
  };
}

/** Alarms belong to people. An API token has none. */
const mineOf = ({ scope, email }: Principal) => ({
  tenantId: scope.tenantId,
  recipient: email ?? '',
  accountIds: scope.accountIds,
});

/** Seals the address; what cannot be called is refused here already, with a sentence. */
function webhookOf(
  deps: ServerDeps,
  webhook: { kind: 'teams' | 'slack'; url: string } | null | undefined,
): { webhook?: AlarmWebhook | null } {
  if (webhook === undefined) return {};
  if (webhook === null) return { webhook: null };
  const url = new URL(webhook.url);
  if (
    url.protocol !== 'https:' ||
    url.port !== '' ||
    url.username !== '' ||
    !/\.[a-z][a-z0-9-]*$/u.test(url.hostname)
  )
    throw invalid('The webhook must be an https address with a public host name.');
  return { webhook: { kind: webhook.kind, host: url.hostname, sealedUrl: deps.vault.seal(webhook.url) } };
}

function answer(stored: StoredAlarmSettings | null) {
  const settings = structuredClone(stored?.settings ?? DEFAULT_ALARMS) as never;
  const webhook = stored?.webhook ?? null;
  return { settings, webhook: webhook && { kind: webhook.kind, host: webhook.host } };
}

type AlarmRoutes = 'listAlarms' | 'readAlarm' | 'muteAlarms' | 'readAlarmSettings' | 'setAlarmSettings';

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
      const rest = await alarmsRestUntil(deps.db, { tenantId: mine.tenantId, accounts, now: deps.now() });
      const muted = chosen.get(mine.recipient)?.mutedUntil ?? null;
      const over = muted instanceof Date && muted <= deps.now();
      return {
        alarms: alarms.map((alarm) => present(alarm, names)),
        unread,
        mutedUntil: over ? null : muted instanceof Date ? muted.toISOString() : muted,
        restUntil: rest?.toISOString() ?? null,
      };
    },
    async readAlarm({ principal, id }) {
      if (!(await readInApp(deps.db, { ...mineOf(principal), id, now: deps.now() }))) throw notFound('alarm');
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
    async readAlarmSettings({ principal: { scope }, query }) {
      const { tenantId } = scope;
      const { accountId } = query;
      if (accountId !== undefined) await assertMaySet(deps, scope, accountId);
      const own =
        accountId === undefined
          ? null
          : await alarmSettingsById(deps.db, { tenantId, id: settingsId(tenantId, accountId) });
      return answer(own ?? (await alarmSettingsById(deps.db, { tenantId, id: settingsId(tenantId, null) })));
    },
    async setAlarmSettings({ principal: { scope }, body }) {
      const { accountId, settings } = body;
      const { tenantId } = scope;
      await assertMaySet(deps, scope, accountId);
      await setAlarmSettings(deps.db, {
        tenantId,
        accountId,
        settings: settings as StoredAlarmSettings['settings'],
        updatedAt: deps.now(),
        ...webhookOf(deps, body.webhook),
      });
      return answer(await alarmSettingsById(deps.db, { tenantId, id: settingsId(tenantId, accountId) }));
    },
  };
}
