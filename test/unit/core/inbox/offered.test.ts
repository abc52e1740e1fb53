/** What may be done to one kind of comment on one platform. */
import { expect, test } from '@jest/globals';
import { connectors } from '../../../../connectors/index.ts';
import { offeredOn } from '../../../../core/inbox/offered.ts';
import { NO_CAPABILITIES } from '../../../../core/kernel/platform.ts';

const all = { ...NO_CAPABILITIES, reply: true, hide: true, delete: true, ban: true, like: true };

test('A comment has what the platform offers', () => {
  expect(offeredOn('comment', all)).toEqual({ reply: true, hide: true, delete: true, ban: true, like: true });
});

test('A mention stands on somebody else’s page: it is neither hidden nor deleted', () => {
  expect(offeredOn('mention', all)).toEqual({
    reply: true,
    hide: false,
    delete: false,
    ban: true,
    like: true,
  });
});

test('A direct message has only what the platform says of messages', () => {
  const nothing = { reply: false, hide: false, delete: false, ban: false, like: false };
  expect(offeredOn('message', all)).toEqual(nothing);
  expect(offeredOn('message', { ...all, onMessages: ['reply', 'ban'] })).toEqual({
    ...nothing,
    reply: true,
    ban: true,
  });
});

test('Only Mastodon and X let an account answer a direct message, and Facebook ban its author', () => {
  const offered = connectors.flatMap(({ platform, actions: { capabilities } }) =>
    capabilities.onMessages === undefined ? [] : [[platform, capabilities.onMessages] as const],
  );
  expect(Object.fromEntries(offered)).toEqual({
    facebook: ['ban'],
    mastodon: ['reply', 'ban'],
    x: ['reply', 'ban'],
  });
});
