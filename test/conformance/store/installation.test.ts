/** The guard of tenants, migrations, accounts, people, links, tokens and deliveries. */
import { describe, expect, test } from '@jest/globals';
import { facebook } from '../../../connectors/facebook/connector.ts';
import { Accounts, accountByExternalId, accountsIn } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import {
  createApiToken,
  ensurePerson,
  principalOfPerson,
  principalOfToken,
} from '../../../core/accounts/people.store.ts';
import { createSignInToken, spendSignInToken } from '../../../core/accounts/sign-in-links.store.ts';
import {
  finishDeliveries,
  loadReceived,
  MAX_ATTEMPTS,
  openDeliveries,
  recordFailure,
  storeDeliveries,
} from '../../../core/inbox/deliveries.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { quarantined, retryDelivery, retryQuarantined } from '../../../core/inbox/quarantine.store.ts';
import { closeDb, isTooLarge, openDb, overAllTenants, transaction } from '../../../core/kernel/db.ts';
import { migrate } from '../../../core/migrations/migrate.store.ts';
import { currentHouseRules, insertHouseRules } from '../../../core/moderation/house-rules.store.ts';
import { newAccountOf, vault } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { dump } from '../../support/snapshot.ts';
import { testMongo } from '../../support/stores.ts';
import { suite } from '../../support/suite.ts';
import { APP_SECRET } from '../../support/webhook.ts';

const s = suite();
const later = (minutes: number): Date => new Date(MONDAY.getTime() + minutes * 60_000);

describe('the tenant guard', () => {
  test('The tenant guard throws on every query that forgets the tenant, unless a reason is given', async () => {
    const items = Items(s.world.db);
    const queries = [
      () => items.find({}),
      () => items.findOne({ _id: 'x' }),
      () => items.findOneAndUpdate({ _id: 'x' }, { $set: { text: '' } }),
      () => items.findOneAndDelete({ _id: 'x' }),
      () => items.updateOne({ _id: 'x' }, { $set: { text: '' } }),
      () => items.updateMany({}, { $set: { text: '' } }),
      () => items.deleteOne({ _id: 'x' }),
      () => items.deleteMany({}),
      () => items.countDocuments({}),
      () => items.distinct('_id', {}),
    ];
    for (const query of queries) await expect(query().exec()).rejects.toThrow(/without tenantId/u);
    await expect(items.find({}, null, overAllTenants('a test')).exec()).resolves.toEqual([]);
  });
});

describe('migrations', () => {
  test('Five processes at once run each migration once, and a second start runs none', async () => {
    const stores = await testMongo();
    const dbs = await Promise.all(Array.from({ length: 5 }, () => openDb(stores.mongoUrl)));
    const ran = (await Promise.all(dbs.map((db) => migrate(db)))).flat();
    expect(new Set(ran).size).toBe(ran.length);
    expect(ran).toContain(4);
    expect(await migrate(dbs[0]!)).toEqual([]);
    await dbs[0]?.connection.db?.dropDatabase();
    await Promise.all(dbs.map(closeDb));
    await stores.stop();
  }, 60_000);
});

describe('adding an account', () => {
  const add = (some: Parameters<typeof newAccountOf>[0], platformOnThisMachine = true) =>
    addAccount(newAccountOf({ externalId: 'new', apiBase: s.world.sim.apiBase, ...some }), {
      db: s.world.db,
      connector: facebook,
      vault,
      now: MONDAY,
      appSecret: APP_SECRET,
      platformOnThisMachine,
    });

  test('The services of this machine are called for no account but the demo’s, unless the machine’s own user says so', async () => {
    const local = ['http://127.0.0.1:9/v1', 'http://localhost/v1', 'http://[::1]:80/', 'https://127.0.0.1/'];
    const odd = [
      'http://graph.facebook.com/',
      'https://graph.facebook.com:8443/',
      'https://a:b@graph.facebook.com/',
    ];
    for (const apiBase of [...local, ...odd])
      await expect(add({ apiBase, offline: true }, false)).rejects.toMatchObject({ status: 422 });
    for (const apiBase of odd) await expect(add({ apiBase })).rejects.toMatchObject({ status: 422 });
    const own = await add({ tenantId: 'own', externalId: 'own', apiBase: null, offline: true }, false);
    expect(own.apiBase).toMatch(/^https:/u);
  });

  test('An account without board, second administrator or unit, or with the wrong token, is not stored at all', async () => {
    const before = await dump(s.world.db);
    const wrong = [
      { board: ' ' },
      { administrators: ['a@x.se'] },
      { administrators: ['a@x.se', ' A@X.se '] },
      { administrators: ['a@x.se', 'nonsense'] },
      { unit: null },
      { unit: '' },
      { apiBase: 'https://evil.example/v26.0' },
      { offline: false, token: 'not the page’s' },
      { offline: false },
    ];
    for (const some of wrong) {
      const error = await add(some).catch((refused: { status?: number }) => refused);
      expect([some, (error as { status?: number }).status]).toEqual([some, 422]);
    }
    expect(await dump(s.world.db)).toEqual(before);
  });

  test('An account is stored with sealed token, people and house rules; again it is 409 and changes nothing', async () => {
    const account = await add({ tenantId: 'second' });
    expect(account.encryptedToken).not.toContain('page-token');
    expect(vault.open(account.encryptedToken ?? '')).toContain('page-token');
    const rules = await currentHouseRules(s.world.db, { tenantId: 'second', accountId: account._id });
    expect(rules).toMatchObject({ version: 1 });
    expect(Object.keys(rules?.texts ?? {}).sort()).toEqual(expect.arrayContaining(['en', 'nb', 'sv']));
    const before = await dump(s.world.db);
    await expect(add({ tenantId: 'second' })).rejects.toMatchObject({ status: 409 });
    await expect(add({ tenantId: 'second', name: 'Annan' })).rejects.toMatchObject({ status: 409 });
    expect(await dump(s.world.db)).toEqual(before);
    expect((await accountByExternalId(s.world.db, 'facebook', 'new'))?._id).toBe(account._id);
    const scope = { tenantId: 'main', accountIds: [account._id], role: 'moderator' } as const;
    expect(await accountsIn(s.world.db, scope)).toEqual([]);
    expect(await Accounts(s.world.db).countDocuments({ tenantId: 'second' })).toBe(1);
  });

  test('House rules stand in versions; the newest counts, and none is written twice', async () => {
    const rules = { tenantId: 'main', accountId: s.account._id, texts: { sv: 'Nytt' }, createdAt: MONDAY };
    const insert = (version: number) =>
      transaction(s.world.db, (session) =>
        insertHouseRules(
          s.world.db,
          { _id: `rules-${version}-${Math.random()}`, version, ...rules },
          session,
        ),
      );
    await insert(2);
    const key = { tenantId: 'main', accountId: s.account._id };
    expect(await currentHouseRules(s.world.db, key)).toMatchObject({ version: 2, texts: { sv: 'Nytt' } });
    await expect(insert(2)).rejects.toMatchObject({ code: 11_000 });
  });
});

describe('people', () => {
  test('A person is made once, also by several at once, and keeps their role', async () => {
    const person = { tenantId: 'main', email: 'ny.person@x.se', now: MONDAY };
    const made = await ensurePerson(s.world.db, { ...person, role: 'registrar' });
    const again = await ensurePerson(s.world.db, { ...person, role: 'administrator' });
    expect(again).toEqual(made);
    expect(made).toMatchObject({ name: 'Ny Person', role: 'registrar' });
  });

  test('A link is spent once, of ten at once too, and not after 15 minutes', async () => {
    const person = await ensurePerson(s.world.db, {
      tenantId: 'main',
      email: 'l@x.se',
      role: 'moderator',
      now: MONDAY,
    });
    const token = await createSignInToken(s.world.db, person, MONDAY);
    const spent = await Promise.all(
      Array.from({ length: 10 }, () => spendSignInToken(s.world.db, token, MONDAY)),
    );
    expect(spent.filter((one) => one !== null)).toHaveLength(1);
    const late = await createSignInToken(s.world.db, person, MONDAY);
    expect(await spendSignInToken(s.world.db, late, later(15))).toBeNull();
    expect(await spendSignInToken(s.world.db, 'guess', MONDAY)).toBeNull();
  });

  test('A token has its scope until it expires; a moderator sees the accounts they are named on', async () => {
    const wanted = {
      tenantId: 'main',
      name: 't',
      role: 'moderator',
      accountIds: ['a'],
      days: 1,
      now: MONDAY,
    } as const;
    const token = await createApiToken(s.world.db, wanted);
    expect(JSON.stringify(await dump(s.world.db))).not.toContain(token);
    const principal = await principalOfToken(s.world.db, token, MONDAY);
    expect(principal?.scope).toEqual({ tenantId: 'main', role: 'moderator', accountIds: ['a'] });
    expect(await principalOfToken(s.world.db, token, later(24 * 60))).toBeNull();
    const email = s.account.administrators[0] ?? '';
    const named = await ensurePerson(s.world.db, { tenantId: 'main', email, role: 'auditor', now: MONDAY });
    const found = await principalOfPerson(s.world.db, { tenantId: 'main', id: named._id });
    expect(found?.scope).toEqual({ tenantId: 'main', role: 'administrator', accountIds: [s.account._id] });
    expect(await principalOfPerson(s.world.db, { tenantId: 'other', id: named._id })).toBeNull();
  });
});

describe('a document that outgrows the store', () => {
  test.each([16.5, 20])('It is told from a store that fails, at %s MB', async (megabytes) => {
    const body = Buffer.alloc(megabytes * 1024 * 1024);
    const row = { platform: 'facebook', body, receivedAt: MONDAY, readable: true } as const;
    const error = await storeDeliveries(s.world.db, [row]).catch((thrown: unknown) => thrown);
    expect(isTooLarge(error)).toBe(true);
  });
});

describe('deliveries', () => {
  const incoming = (text: string, readable = true) =>
    ({ platform: 'facebook', body: Buffer.from(text), receivedAt: MONDAY, readable }) as const;

  test('A delivery is new once, also in one call and among others', async () => {
    const [first] = await storeDeliveries(s.world.db, [incoming('a'), incoming('a')]);
    expect(first).toBeDefined();
    const more = await storeDeliveries(s.world.db, [incoming('a'), incoming('b')]);
    expect(more).toHaveLength(1);
    expect(more).not.toContain(first);
    expect(await storeDeliveries(s.world.db, [incoming('a'), incoming('b')])).toEqual([]);
  });

  test('A delivery is finished by one worker, and a failing one is quarantined in the end', async () => {
    const [id = ''] = await storeDeliveries(s.world.db, [incoming('c')]);
    expect(await openDeliveries(s.world.db, MONDAY, 100)).toContain(id);
    const finish = () =>
      transaction(s.world.db, (session) =>
        finishDeliveries(s.world.db, [{ id, waitingFor: [] }], { session, now: MONDAY }),
      );
    expect([await finish(), await finish()]).toEqual([true, false]);
    expect(await loadReceived(s.world.db, [id])).toEqual([]);
    const [bad = ''] = await storeDeliveries(s.world.db, [incoming('d')]);
    const states: string[] = [];
    const failure = { id: bad, isPassing: false, now: MONDAY };
    for (let n = 0; n < MAX_ATTEMPTS; n++) states.push(await recordFailure(s.world.db, failure));
    expect(states).toEqual([...Array(MAX_ATTEMPTS - 1).fill('received'), 'quarantined']);
    expect(await openDeliveries(s.world.db, MONDAY, 100)).not.toContain(bad);
  });

  test('The same body tries a quarantined delivery again, unless it could never be read', async () => {
    const { db } = s.world;
    const [bad = ''] = await storeDeliveries(db, [incoming('e')]);
    for (let n = 0; n < MAX_ATTEMPTS; n++)
      await recordFailure(db, { id: bad, isPassing: false, now: MONDAY });
    expect(await storeDeliveries(db, [incoming('e'), incoming('a')])).toEqual([bad]);
    expect(await loadReceived(db, [bad])).toMatchObject([{ state: 'received', attempts: 0, cause: null }]);
    expect(await storeDeliveries(db, [incoming('e')])).toEqual([]);
    await storeDeliveries(db, [incoming('f', false)]);
    expect(await storeDeliveries(db, [incoming('f', false)])).toEqual([]);
  });

  test('What fails for a day for passing reasons is quarantined too, and a person can try it again', async () => {
    const { db } = s.world;
    const [id = ''] = await storeDeliveries(db, [incoming('g')]);
    const at = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);
    const states: string[] = [];
    for (const hours of [0, 1, 23, 25])
      states.push(await recordFailure(db, { id, isPassing: true, now: at(hours) }));
    expect(states).toEqual(['received', 'received', 'received', 'quarantined']);
    const { deliveries, total } = await quarantined(db, 100);
    expect(deliveries).toHaveLength(total);
    expect(deliveries.find(({ _id }) => _id === id)).toMatchObject({ cause: 'conflict', bytes: 1 });
    expect([await retryDelivery(db, id), await retryDelivery(db, id)]).toEqual([true, false]);
    expect(await recordFailure(db, { id, isPassing: true, now: at(26) })).toBe('received');
    expect(await retryQuarantined(db)).toBe(total - 1);
    expect(await quarantined(db, 100)).toEqual({ deliveries: [], total: 0 });
  });
});
