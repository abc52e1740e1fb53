/** Who is told of an alarm, and when: what is set, who set it, and a message to try it with. */
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { namesOf } from '../../../core/accounts/people.store.ts';
import {
  type AlarmWebhook,
  alarmSettingsById,
  type StoredAlarmSettings,
  setAlarmSettings,
  settingsId,
} from '../../../core/alarms/alarm-settings.store.ts';
import { DEFAULT_ALARMS } from '../../../core/alarms/alarm-settings.ts';
import { alarmVersionOf, alarmVersionsOf } from '../../../core/alarms/alarm-versions.store.ts';
import type { AlarmSettingsAnswer, AlarmTest } from '../../../core/alarms/alarms.contract.ts';
import { addTestNotice, type Notice, testNoticeById } from '../../../core/alarms/notices.store.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { invalid, notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';

const HISTORY = 200;

interface GivenWebhook {
  readonly kind: 'teams' | 'slack';
  readonly url: string;
}

/** Seals the address; what cannot be called is refused here already, with a sentence. */
function sealed(deps: ServerDeps, { kind, url }: GivenWebhook): AlarmWebhook {
  const { protocol, port, username, hostname } = new URL(url);
  if (protocol !== 'https:' || port !== '' || username !== '' || !/\.[a-z][a-z0-9-]*$/u.test(hostname))
    throw invalid('The webhook must be an https address with a public host name.', { field: 'webhook' });
  return { kind, host: hostname, sealedUrl: deps.vault.seal(url) };
}

const shown = (webhook: Pick<AlarmWebhook, 'kind' | 'host'> | null) =>
  webhook && { kind: webhook.kind, host: webhook.host };

/** The account's own, else the municipality's, else the defaults. The channel is the nearest that is set. */
async function answer(
  deps: ServerDeps,
  { tenantId, accountId }: { tenantId: string; accountId: string | null },
): Promise<AlarmSettingsAnswer> {
  const at = (of: string | null) => alarmSettingsById(deps.db, { tenantId, id: settingsId(tenantId, of) });
  const [common, own, version] = await Promise.all([
    at(null),
    accountId === null ? null : at(accountId),
    alarmVersionOf(deps.db, { tenantId, accountId }),
  ]);
  const stored = own ?? common;
  return {
    settings: structuredClone(stored?.settings ?? DEFAULT_ALARMS) as never,
    webhook: shown(own?.webhook ?? common?.webhook ?? null),
    version,
    from:
      own !== null || (accountId === null && common !== null) ? 'own' : common ? 'municipality' : 'default',
    mailServer: deps.settings.hasMailServer,
  };
}

const TEST_STATES = { pending: 'pending', done: 'sent', dropped: 'failed', failed: 'failed' } as const;

const presentTest = ({ _id, state, cause, answer: said }: Notice): AlarmTest => ({
  id: _id,
  state: TEST_STATES[state],
  cause,
  answer: said ?? null,
});

type AlarmSettingsRoutes =
  | 'readAlarmSettings'
  | 'setAlarmSettings'
  | 'listAlarmSettingsVersions'
  | 'testAlarmChannel'
  | 'readAlarmTest';

export function alarmSettingsHandlers(deps: ServerDeps): Pick<Handlers, AlarmSettingsRoutes> {
  return {
    async readAlarmSettings({ principal: { scope }, query }) {
      const accountId = query.accountId ?? null;
      if (accountId !== null) await assertMaySet(deps, scope, accountId);
      return answer(deps, { tenantId: scope.tenantId, accountId });
    },
    async setAlarmSettings({ principal: { scope, actor }, body }) {
      const { accountId, settings, webhook, basedOn } = body;
      const { tenantId } = scope;
      await assertMaySet(deps, scope, accountId);
      await setAlarmSettings(deps.db, {
        tenantId,
        accountId,
        settings: settings as StoredAlarmSettings['settings'],
        updatedAt: deps.now(),
        by: actor,
        basedOn,
        ...(webhook === undefined ? {} : { webhook: webhook && sealed(deps, webhook) }),
      });
      return answer(deps, { tenantId, accountId });
    },
    async listAlarmSettingsVersions({ principal: { scope }, query }) {
      const accountId = query.accountId ?? null;
      if (accountId !== null) await assertMaySet(deps, scope, accountId);
      const { tenantId } = scope;
      const stored = await alarmVersionsOf(deps.db, { tenantId, accountId, limit: HISTORY });
      const ids = stored.flatMap(({ by }) => by?.id ?? []);
      const names = await namesOf(deps.db, { tenantId, ids });
      return {
        versions: stored.map(({ version, createdAt, by, settings, webhook }, index) => ({
          version,
          createdAt: createdAt.toISOString(),
          by: by && { kind: by.kind, id: by.id, name: names.get(by.id) ?? null },
          settings: structuredClone(settings) as never,
          webhook: shown(webhook),
          inForce: index === 0,
        })),
      };
    },
    async testAlarmChannel({ principal: { scope, email }, body }) {
      const { accountId, channel, webhook, language } = body;
      const { tenantId } = scope;
      await assertMaySet(deps, scope, accountId);
      // The sender of a mail is an account's unit: any of the caller's will do.
      const [first] = accountId === null ? await accountsIn(deps.db, scope) : [];
      const about = accountId ?? first?._id;
      if (channel === 'mail' && !email) throw invalid('Only a person has an address to try.');
      const own = await alarmSettingsById(deps.db, { tenantId, id: settingsId(tenantId, accountId) });
      const at = settingsId(tenantId, own?.webhook ? accountId : null);
      const test = {
        tenantId,
        channel,
        recipient: channel === 'mail' ? (email ?? '') : at,
        accountIds: about === undefined ? [] : [about],
        language,
        ...(channel === 'webhook' && webhook ? { webhook: sealed(deps, webhook) } : {}),
        now: deps.now(),
      };
      const id = await addTestNotice(deps.db, test);
      return { id, state: 'pending', cause: null, answer: null };
    },
    async readAlarmTest({ principal: { scope }, id }) {
      const test = await testNoticeById(deps.db, { tenantId: scope.tenantId, id });
      if (!test?.accountIds.every((account) => sees(scope, account))) throw notFound('test');
      return presentTest(test);
    },
  };
}
