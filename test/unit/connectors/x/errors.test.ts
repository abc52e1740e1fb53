/** What X's problems become, and how long they ask to wait. */
import { describe, expect, test } from '@jest/globals';
import { costOfRead, costOfReply } from '../../../../connectors/x/costs.ts';
import { refusalOf } from '../../../../connectors/x/errors.ts';

const DATE = 'Fri, 21 Nov 2025 14:00:00 GMT';
const NOW = Date.parse(DATE) / 1000;
const told = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const refusal = refusalOf({ status, headers: { date: DATE, ...headers }, body });
  return refusal && `${refusal.state} ${refusal.cause}${refusal.certain ? '' : ' perhaps'}`;
};
const problem = (type: string, detail = '') => ({
  ...{ title: 'T', detail, type: type === '' ? 'about:blank' : `https://api.twitter.com/2/problems/${type}` },
});

test.each([
  [200, { data: { id: '1' } }, null],
  [201, { data: { id: '1' } }, null],
  [200, { meta: { result_count: 0 } }, null],
  [200, { data: [{}], errors: [problem('resource-not-found')] }, null],
  [200, { errors: [problem('resource-not-found')] }, 'failed gone'],
  [200, { errors: [problem('not-authorized-for-resource')] }, 'failed gone-or-denied'],
  [200, undefined, 'retry unreachable perhaps'],
  [302, undefined, 'retry unreachable perhaps'],
  [400, problem('invalid-request'), 'failed refused'],
  [401, problem('', 'Unauthorized'), 'blocked token-expired'],
  [402, problem('credits'), 'blocked throttled'],
  [403, problem('', 'Forbidden'), 'blocked permission-missing'],
  [403, problem('client-forbidden'), 'blocked permission-missing'],
  [403, problem('oauth1-permissions'), 'blocked permission-missing'],
  [403, problem('usage-capped'), 'blocked throttled'],
  [
    403,
    problem(
      '',
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
    ),
    'failed not-summoned',
  ],
  [403, problem('', 'You are not permitted to reply to this conversation.'), 'failed refused'],
  [
    403,
    problem('', 'You are not allowed to create a Tweet with duplicate content.'),
    'failed refused perhaps',
  ],
  [
    403,
    problem('', 'You attempted to reply to a Tweet that is deleted or not visible to you.'),
    'failed gone-or-denied',
  ],
  [
    403,
    {
      errors: [{ code: 326, message: 'To protect our users from spam, this account is temporarily locked.' }],
    },
    'blocked temporarily-blocked',
  ],
  [404, problem('resource-not-found'), 'failed gone'],
  [404, undefined, 'failed gone-or-denied'],
  [429, problem(''), 'retry throttled'],
  [429, problem('usage-capped'), 'blocked throttled'],
  [503, problem('', 'Service Unavailable'), 'retry unreachable perhaps'],
])('An answer of %d with %j is %s', (status, body, became) => {
  expect(told(status, body)).toBe(became);
});

describe('a throttle', () => {
  const waits = (headers: Record<string, string>) =>
    refusalOf({ status: 429, headers: { date: DATE, ...headers }, body: problem('') })?.afterMs;

  test('A throttle lasts until its reset, by the date of the answer', () => {
    expect(waits({ 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOW + 90) })).toBe(90_000);
  });

  test('A window that is not used up asks for no wait, a used-up day does', () => {
    const quarter = { 'x-rate-limit-remaining': '7', 'x-rate-limit-reset': String(NOW + 90) };
    const day = { 'x-user-limit-24hour-remaining': '0', 'x-user-limit-24hour-reset': String(NOW + 7200) };
    expect(waits({ ...quarter, ...day })).toBe(7_200_000);
    expect(waits(quarter)).toBeNull();
    expect(waits({ ...quarter, 'retry-after': '5' })).toBe(5000);
  });
});

test('Costs count what is returned with the posts, and a link makes a reply dear', () => {
  const answer = { data: [{}, {}], includes: { users: [{}], tweets: [{}] } };
  expect(costOfRead(answer)).toBe(2 * 5 + 5 + 10);
  expect(costOfRead(answer, true)).toBe(2 + 5 + 10);
  expect(costOfReply('Tack, vi lagar det i morgon.')).toBe(10);
  expect(costOfReply('Läs mer på exempelby.se')).toBe(200);
  expect(costOfReply('Läs mer: https://exempel.example/a')).toBe(200);
});
