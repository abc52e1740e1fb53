/** X's actions against the simulated X: what it was asked, what it then showed, and what each answer becomes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { x } from '../../../../connectors/x/connector.ts';
import type { AccountAccess, ActionTarget, Outcome } from '../../../../core/actions/connector.ts';
import { speakOnX } from '../../../../ops/simulator/x/control.ts';
import { XFaults } from '../../../../ops/simulator/x/faults.ts';
import { ALL_SCOPES } from '../../../../ops/simulator/x/simulator.ts';
import { idOf, type XPost } from '../../../../ops/simulator/x/types.ts';
import { closedPort } from '../../../support/graph-server.ts';
import { startX, X_ACCOUNT, type XServer } from '../../../support/x-server.ts';

const { actions } = x;
const DONE = { state: 'done', remoteId: null, at: null };

let server: XServer;
let root: XPost;
beforeAll(async () => {
  server = await startX();
  root = speakOnX(server.world, { kind: 'own', text: 'Nu får gångvägen ny belysning.' }) as XPost;
});
beforeEach(() => {
  server.calls().length = 0;
  Object.assign(server.faults, XFaults.parse({}));
});
afterAll(() => server.close());

const said = (text: string, more: object = {}): XPost =>
  speakOnX(server.world, { kind: 'reply', text, under: idOf(root), ...more }) as XPost;
const targetOf = (post: XPost, kind: ActionTarget['kind'] = 'comment'): ActionTarget => ({
  externalId: post.versions[0] as string,
  parentId: post.parentId,
  postId: post.parentId === null ? null : post.conversationId,
  kind,
  authorId: post.author.id,
});
const asked = () => server.calls().map(({ type, ok, targetId }) => [type, ok ? 'done' : 'refused', targetId]);

describe('a reply', () => {
  test('Whoever names the account can be answered, under their own post', async () => {
    const post = said('@exempelby när blir det klart?');
    const outcome = await actions.reply(server.access, targetOf(post), 'I mars.');
    const [call] = server.calls();
    expect(outcome).toEqual({ state: 'done', remoteId: call?.id, at: null });
    expect(call).toMatchObject({ type: 'reply', targetId: idOf(post), message: 'I mars.', ok: true });
  });

  test('Who has not named the account cannot be answered, and that holds up nothing else', async () => {
    const target = targetOf(said('När blir det klart?'));
    const refused = { state: 'failed', cause: 'not-summoned' };
    expect(await actions.reply(server.access, target, 'I mars.')).toEqual(refused);
    server.faults.bareForbidden = true;
    expect(await actions.reply(server.access, target, 'I mars.')).toEqual(refused);
  });

  test('A quote of the account can be answered', async () => {
    const post = said('Kul!', { kind: 'quote' });
    expect((await actions.reply(server.access, targetOf(post, 'mention'), 'Tack!')).state).toBe('done');
  });

  test('A 403 without a word means the permission only where the account was summoned', async () => {
    Object.assign(server.faults, { status: 403, detail: 'Forbidden', on: 'write' });
    const target = targetOf(said('@exempelby hallå'));
    const outcome = await actions.reply(server.access, target, 'Hej');
    expect(outcome).toEqual({ state: 'blocked', cause: 'permission-missing' });
  });

  test('What is gone cannot be answered', async () => {
    const post = said('@exempelby hallå igen');
    server.world.remove(post);
    const outcome = await actions.reply(server.access, targetOf(post), 'Hej');
    expect(outcome).toEqual({ state: 'failed', cause: 'gone' });
  });

  test('A reply whose answer is lost is found again and written once', async () => {
    const target = targetOf(said('@exempelby var ligger biblioteket?'));
    server.faults.loseAnswer = 1;
    const text = 'Vid torget: https://exempel.se/bibliotek/ Välkommen & hej <3';
    const since = new Date(Date.now() - 1000);
    expect(await actions.reply(server.access, target, text)).toEqual({
      state: 'unknown',
      cause: 'unreachable',
    });
    // The timeline knows it at once, though the search does not.
    server.faults.searchLagMs = 60_000;
    const found = await actions.findReply(server.access, target, { text, since });
    expect(found).toMatchObject({ state: 'done', remoteId: server.calls()[0]?.id });
    expect(server.calls()).toHaveLength(1);
    const except = [server.calls()[0]?.id as string];
    const NOT_THERE = { state: 'retry', cause: 'gone', afterMs: 0 };
    expect(await actions.findReply(server.access, target, { text, since, except })).toEqual(NOT_THERE);
    const other = targetOf(said('@exempelby och badet?'));
    expect(await actions.findReply(server.access, other, { text, since })).toEqual(NOT_THERE);
  });

  test('A reply to a post that was edited meanwhile is found under it', async () => {
    const post = said('@exempelby hur länge?');
    const target = targetOf(post);
    server.world.edit(post, '@exempelby hur länge är det stängt?');
    server.faults.loseAnswer = 1;
    const since = new Date(Date.now() - 1000);
    await actions.reply(server.access, target, 'Till fredag.');
    const found = await actions.findReply(server.access, target, { text: 'Till fredag.', since });
    expect(found).toMatchObject({ state: 'done', remoteId: server.calls()[0]?.id });
  });

  test('A reply of the week before last is looked for in the timeline alone', async () => {
    const since = new Date(Date.now() - 10 * 86_400_000);
    const wanted = { text: 'Hej då', since };
    const outcome = await actions.findReply(server.access, targetOf(said('@exempelby hej')), wanted);
    expect(outcome).toEqual({ state: 'retry', cause: 'gone', afterMs: 0 });
  });

  test('A duplicate that X refuses may be the very reply, and is looked for', async () => {
    const target = targetOf(said('@exempelby är det öppet?'));
    await actions.reply(server.access, target, 'Ja.');
    expect(await actions.reply(server.access, target, 'Ja.')).toEqual({ state: 'unknown', cause: 'refused' });
  });

  test('A message is answered in private, and found again there', async () => {
    const message = speakOnX(server.world, { kind: 'message', text: 'Kan ni ringa?' }) as { id: string };
    const author = server.world.messages.at(-1)?.from.id as string;
    const target: ActionTarget = {
      externalId: message.id,
      parentId: null,
      postId: null,
      kind: 'message',
      authorId: author,
    };
    const since = new Date(Date.now() - 1000);
    server.faults.loseAnswer = 1;
    expect((await actions.reply(server.access, target, 'Javisst.')).state).toBe('unknown');
    const found = await actions.findReply(server.access, target, { text: 'Javisst.', since });
    expect(found).toMatchObject({ state: 'done', remoteId: server.world.messages.at(-1)?.id });
  });
});

describe('hiding', () => {
  test('An answer in a conversation of the account’s is hidden, shown again, and hidden twice without harm', async () => {
    const post = said('Ni är värdelösa.');
    const target = targetOf(post);
    expect(await actions.hide(server.access, target)).toEqual(DONE);
    expect(await actions.hide(server.access, target)).toEqual(DONE);
    expect(post.hidden).toBe(true);
    expect(await actions.unhide(server.access, target)).toEqual(DONE);
    expect(post.hidden).toBe(false);
    expect(asked().map(([type]) => type)).toEqual(['hide', 'hide', 'unhide']);
  });

  test('In a conversation of somebody else nothing can be hidden, and the account goes on', async () => {
    const theirs = said('Hej alla', { kind: 'post' });
    const answer = said('@exempelby titta', { under: idOf(theirs) });
    const refused = { state: 'failed', cause: 'not-supported' };
    expect(await actions.hide(server.access, targetOf(answer, 'mention'))).toEqual(refused);
    server.calls().length = 0;
    expect(await actions.hide(server.access, targetOf(theirs, 'mention'))).toEqual(refused);
    expect(server.calls()).toEqual([]);
  });

  test('What is gone counts as hidden, cannot be shown, and what nobody can see into stays open', async () => {
    const post = said('Bort');
    server.world.remove(post);
    expect(await actions.hide(server.access, targetOf(post))).toEqual(DONE);
    expect(await actions.unhide(server.access, targetOf(post))).toEqual({ state: 'failed', cause: 'gone' });
    Object.assign(server.faults, { status: 403, type: 'not-authorized-for-resource', times: 9 });
    const unclear = { state: 'unknown', cause: 'gone-or-denied' };
    expect(await actions.hide(server.access, targetOf(said('Kvar')))).toEqual(unclear);
  });

  test('Hiding leaves it for everybody to open', () => {
    expect(actions.capabilities).toMatchObject({
      hide: true,
      hideLeaves: 'everybody',
      delete: false,
      like: false,
    });
  });
});

describe('other actions', () => {
  test('Only the account’s own posts are deleted', async () => {
    const own = speakOnX(server.world, { kind: 'own', text: 'Fel' }) as XPost;
    const target = targetOf(own, 'post');
    expect(await actions.delete(server.access, target)).toEqual(DONE);
    expect(await actions.delete(server.access, target)).toEqual(DONE);
    server.calls().length = 0;
    const outcome = await actions.delete(server.access, targetOf(said('Hej')));
    expect(outcome).toEqual({ state: 'failed', cause: 'not-supported' });
    expect(server.calls()).toEqual([]);
  });

  test('A ban mutes and refuses messages where the plan has no block', async () => {
    const target = targetOf(said('Spam'));
    expect(await actions.ban(server.access, target)).toEqual(DONE);
    expect(asked()).toEqual([
      ['ban', 'refused', target.authorId],
      ['ban', 'done', target.authorId],
      ['ban', 'done', target.authorId],
    ]);
    expect(server.world.muted).toContain(target.authorId);
    expect(server.world.messagesRefused).toContain(target.authorId);
    expect(await actions.ban(server.access, { ...target, authorId: null })).toMatchObject({
      cause: 'not-supported',
    });
  });

  test('With Enterprise a ban blocks and a like likes; without it a like is not offered', async () => {
    const enterprise = await startX({}, { keys: { plan: 'enterprise' } });
    const own = speakOnX(enterprise.world, { kind: 'own', text: 'Hej' }) as XPost;
    const post = speakOnX(enterprise.world, { text: 'Bra!', under: idOf(own) }) as XPost;
    expect(await actions.ban(enterprise.access, targetOf(post))).toEqual(DONE);
    expect(enterprise.world.blocked).toContain(post.author.id);
    expect(await actions.like(enterprise.access, targetOf(post))).toEqual(DONE);
    await enterprise.close();
    expect(await actions.like(server.access, targetOf(said('Bra!')))).toMatchObject({
      cause: 'not-supported',
    });
  });
});

describe('what holds for every action', () => {
  type Act = (access: AccountAccess, target: ActionTarget) => Promise<Outcome>;
  const acts: readonly (readonly [string, Act])[] = [
    ['hide', actions.hide],
    ['unhide', actions.unhide],
    ['ban', actions.ban],
    ['reply', (access, target) => actions.reply(access, target, `Svar ${Math.random()}`)],
  ];

  test.each(acts)('%s waits as long as X says, also where only the day is used up', async (_name, act) => {
    const target = targetOf(said('@exempelby hej'));
    server.faults.throttle = true;
    const outcome = await act(server.access, target);
    expect(outcome).toMatchObject({ state: 'retry', cause: 'throttled' });
    const { afterMs } = outcome as { afterMs: number };
    expect(afterMs).toBeGreaterThan(60_000);
    expect(afterMs).toBeLessThanOrEqual(901_000);
    Object.assign(server.faults, { throttle: false, throttleDay: true });
    const day = (await act(server.access, target)) as { afterMs: number };
    expect(day.afterMs).toBeGreaterThan(3_600_000);
  });

  test.each(acts)('%s stops at a dead token, an empty purse and a locked account', async (_name, act) => {
    const target = targetOf(said('@exempelby hej'));
    server.faults.expireToken = true;
    expect(await act(server.access, target)).toEqual({ state: 'blocked', cause: 'token-expired' });
    Object.assign(server.faults, { expireToken: false, credit: 0 });
    expect(await act(server.access, target)).toEqual({ state: 'blocked', cause: 'throttled' });
    const detail = 'Your account is temporarily locked.';
    Object.assign(server.faults, { credit: null, status: 403, detail, times: 9 });
    expect(await act(server.access, target)).toEqual({ state: 'blocked', cause: 'temporarily-blocked' });
  });

  test.each(acts)('%s is never sent without a token or to nobody', async (_name, act) => {
    const target = targetOf(said('@exempelby hej'));
    expect(await act({ ...server.access, token: '' }, target)).toEqual({
      state: 'blocked',
      cause: 'no-token',
    });
    const nobody = { ...server.access, apiBase: await closedPort() };
    expect(await act(nobody, target)).toEqual({ state: 'retry', cause: 'unreachable', afterMs: null });
    expect(server.calls()).toEqual([]);
  });

  test('What may be done twice is tried again after a lost answer', async () => {
    const target = targetOf(said('@exempelby hej'));
    server.faults.loseAnswer = 1;
    const again = { state: 'retry', cause: 'unreachable', afterMs: null, uncertain: true };
    expect(await actions.hide(server.access, target)).toEqual(again);
    expect(await actions.hide(server.access, target)).toEqual(DONE);
  });

  test('A missing scope is a missing permission', async () => {
    const scopes = ALL_SCOPES.filter((scope) => scope !== 'tweet.moderate.write');
    const limited = await startX({}, { keys: { scopes } });
    const own = speakOnX(limited.world, { kind: 'own', text: 'Hej' }) as XPost;
    const post = speakOnX(limited.world, { text: 'Usch', under: idOf(own) }) as XPost;
    const outcome = await actions.hide(limited.access, targetOf(post));
    expect(outcome).toEqual({ state: 'blocked', cause: 'permission-missing' });
    await limited.close();
    expect(X_ACCOUNT.id).toBe(limited.access.externalId);
  });
});
