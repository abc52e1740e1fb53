import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Simulator } from '../../../ops/simulator/server.ts';
import {
  codeOf,
  eventually,
  graph,
  PAGE,
  type Receiver,
  SECRET,
  simulatorFor,
  startReceiver,
  TOKEN,
} from './receiver.ts';

let receiver: Receiver;
let simulator: Simulator;

beforeEach(async () => {
  receiver = await startReceiver();
  simulator = await simulatorFor(receiver);
});
afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

const html = async (): Promise<string> => (await fetch(simulator.url)).text();
const told = (verb: string): Promise<void> =>
  eventually(() => receiver.values.some((value) => value.verb === verb));

describe('what a moderator does', () => {
  test('A reply stands on the page, in the calls, and comes back by webhook as the page’s own', async () => {
    const { id } = await simulator.comment({ text: 'När plogas det?' });
    const answer = await graph(simulator, `POST ${id}/comments`, { message: 'I kväll, åäö <b>' });
    expect(answer.body.id).toMatch(/^\d+_\d+$/);
    expect(await html()).toContain('I kväll, åäö &lt;b&gt;');
    expect(simulator.calls()).toEqual([
      expect.objectContaining({
        type: 'reply',
        targetId: id,
        message: 'I kväll, åäö <b>',
        id: answer.body.id,
        ok: true,
      }),
    ]);
    await eventually(() => receiver.values.length === 2);
    expect(receiver.values[1]).toMatchObject({
      verb: 'add',
      from: PAGE,
      parent_id: id,
      comment_id: answer.body.id,
    });
    expect(simulator.summary().expected.comments).toBe(1);
  });

  test('A hide marks a comment, an unhide clears it, a delete takes it away', async () => {
    const { id } = await simulator.comment({ text: 'Dumma kommun' });
    expect((await graph(simulator, `POST ${id}`, { is_hidden: 'true' })).body).toEqual({ success: true });
    expect(await html()).toContain('Dolt av sidan');
    await told('hide');
    expect((await graph(simulator, `GET ${id}`, { fields: 'is_hidden' })).body).toEqual({
      id,
      is_hidden: true,
    });
    await graph(simulator, `POST ${id}`, { is_hidden: 'true' });
    await graph(simulator, `POST ${id}`, { is_hidden: 'false' });
    expect(await html()).not.toContain('Dolt av sidan');
    await told('unhide');
    expect(receiver.values.filter((value) => value.verb === 'hide')).toHaveLength(1);
    await graph(simulator, `DELETE ${id}`);
    expect(await html()).not.toContain('Dumma kommun');
    await told('remove');
    expect(codeOf(await graph(simulator, `DELETE ${id}`))).toBe(100);
    const types = simulator.calls().map((call) => `${call.type} ${call.ok}`);
    expect(types).toEqual(['hide true', 'hide true', 'unhide true', 'delete true', 'delete false']);
  });

  test('A ban answers per person, and the banned cannot speak', async () => {
    await simulator.comment({ text: 'a', author: { id: '77', name: 'Bo Påhitt' } });
    const banned = await graph(simulator, `POST ${PAGE.id}/blocked`, { user: '["77","78"]' });
    expect(banned.body).toMatchObject({ '77': true, '78': { success: false } });
    expect((await graph(simulator, `GET ${PAGE.id}/blocked`)).body.data).toEqual([
      { id: '77', name: 'Bo Påhitt' },
    ]);
    await expect(simulator.comment({ text: 'b', author: { id: '77', name: 'Bo Påhitt' } })).rejects.toThrow(
      'banned',
    );
  });

  test('Only the page’s own comments can be edited, and a like is noted', async () => {
    const { id } = await simulator.comment({ text: 'a' });
    expect(codeOf(await graph(simulator, `POST ${id}`, { message: 'x' }))).toBe(200);
    const own = await graph(simulator, `POST ${id}/comments`, { message: 'fel' });
    expect((await graph(simulator, `POST ${own.body.id}`, { message: 'rätt' })).body).toEqual({
      success: true,
    });
    expect((await graph(simulator, `POST ${id}/likes`)).body).toEqual({ success: true });
    expect((await graph(simulator, `GET ${id}`, { fields: 'like_count' })).body).toMatchObject({
      like_count: 1,
    });
  });
});

describe('who calls', () => {
  test('The page is known by its token, a stranger is not', async () => {
    expect((await graph(simulator, 'GET me', { fields: 'id,name' })).body).toEqual(PAGE);
    expect(codeOf(await graph(simulator, 'GET me', {}, 'wrong'))).toBe(190);
    expect((await graph(simulator, 'GET me', {}, null)).status).toBe(400);
    const info = await graph(simulator, 'GET debug_token', { input_token: TOKEN });
    expect(info.body.data).toMatchObject({ type: 'PAGE', is_valid: true, profile_id: PAGE.id });
  });

  test('A person’s token sees an empty list, without an error', async () => {
    const { id } = await simulator.comment({ text: 'a' });
    const post = receiver.values[0]?.post_id ?? '';
    const got = await graph(simulator, `GET ${post}/comments`, {}, 'simulator-user-token');
    expect(got).toMatchObject({ status: 200, body: { data: [] } });
    expect(codeOf(await graph(simulator, `DELETE ${id}`, {}, 'simulator-user-token'))).toBe(200);
  });

  test('The page subscribes by its token, the app after the challenge', async () => {
    const fields = { subscribed_fields: 'feed' };
    expect((await graph(simulator, `POST ${PAGE.id}/subscribed_apps`, fields)).body).toEqual({
      success: true,
    });
    const apps = await graph(simulator, `GET ${PAGE.id}/subscribed_apps`);
    expect(apps.body.data?.[0]).toMatchObject({ subscribed_fields: ['feed'] });
    const wanted = { object: 'page', callback_url: receiver.target, fields: 'feed', verify_token: 'verify' };
    const app = `200000000000001|${SECRET}`;
    const path = 'POST 200000000000001/subscriptions';
    expect((await graph(simulator, path, wanted, app)).body).toEqual({ success: true });
    expect(codeOf(await graph(simulator, path, { ...wanted, verify_token: 'no' }, app))).toBe(2200);
    expect(codeOf(await graph(simulator, path, { ...wanted, callback_url: 'http://192.0.2.1/' }, app))).toBe(
      2200,
    );
    expect(codeOf(await graph(simulator, path, wanted))).toBe(15);
  });
});

describe('reading', () => {
  test('Comments are paged to an end without next, and unknown fields are refused', async () => {
    for (const text of ['a', 'b', 'c', 'd', 'e']) await simulator.comment({ text });
    const post = receiver.values[0]?.post_id ?? '';
    const seen: unknown[] = [];
    let address: string | undefined =
      `${simulator.apiBase}/${post}/comments?filter=stream&limit=2&fields=message`;
    for (let pages = 0; address !== undefined && pages < 10; pages++) {
      const response = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
      const got = (await response.json()) as { data: { message: string }[]; paging: { next?: string } };
      seen.push(...got.data.map((each) => each.message));
      address = got.paging.next;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(codeOf(await graph(simulator, `GET ${post}`, { fields: 'colour' }))).toBe(100);
    const context =
      'message,permalink_url,created_time,status_type,full_picture,attachments,shares,is_hidden';
    const got = await graph(simulator, `GET ${post}`, {
      fields: `${context},comments.summary(true).limit(0)`,
    });
    expect(got.body).toMatchObject({ id: post, comments: { summary: { total_count: 5 } } });
    expect(got.headers.get('x-app-usage')).toContain('call_count');
  });
});

describe('faults', () => {
  const faults = async (body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const url = `${simulator.url}/_sim/faults`;
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };

  test('The faults fail so many calls with a code, throttle, expire the token and drop names', async () => {
    const { id } = await simulator.comment({ text: 'a' });
    await faults({ code: 368, times: 1 });
    expect(codeOf(await graph(simulator, `POST ${id}`, { is_hidden: 'true' }))).toBe(368);
    expect((await graph(simulator, `POST ${id}`, { is_hidden: 'true' })).status).toBe(200);
    await faults({ throttle: true });
    const throttled = await graph(simulator, `GET ${id}`);
    expect(codeOf(throttled)).toBe(80001);
    expect(throttled.headers.get('x-business-use-case-usage')).toContain('"call_count":100');
    await faults({ throttle: false, dropFrom: true });
    expect((await graph(simulator, `GET ${id}`, { fields: 'from,message' })).body).toEqual({
      id,
      message: 'a',
    });
    await faults({ expireToken: true });
    expect(codeOf(await graph(simulator, 'GET me'))).toBe(190);
    expect(await faults({ wrong: 1 })).toBe(400);
  });

  test('A write whose answer is lost is done all the same', async () => {
    const { id } = await simulator.comment({ text: 'a' });
    await faults({ loseAnswer: 1 });
    await expect(graph(simulator, `POST ${id}/comments`, { message: 'svar' })).rejects.toThrow();
    expect(await html()).toContain('svar');
    expect(simulator.calls()).toEqual([expect.objectContaining({ type: 'reply', answerLost: true })]);
  });
});
