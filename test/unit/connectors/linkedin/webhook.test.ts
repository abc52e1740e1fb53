/** LinkedIn's challenge and signature, with the vectors of platforms.md 0.2. */
import { expect, test } from '@jest/globals';
import { webhook } from '../../../../connectors/linkedin/webhook.ts';

const secrets = { signing: ['client-secret'], verifyTokens: [] };
const CODE = '890e4665-4dfe-4ab1-b689-ed553bceeed0';
const ANSWER = '8ab4bbad570533d66462deba280bde93c1cad8b543e7f526d3e962acaf6c391a';
const body = Buffer.from('{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[]}');
const HEX = '4168af67cea95f7d24a882bff847d768c543da81e033c71278c6350cb5edf632';

test('The challenge is answered with its code and what the secret makes of it', () => {
  const answer = webhook.handshake({ challengeCode: CODE, applicationId: '1' }, secrets);
  expect(answer).toMatchObject({ ok: true, contentType: 'application/json' });
  expect(JSON.parse(answer.ok ? answer.body : '')).toEqual({
    challengeCode: CODE,
    challengeResponse: ANSWER,
  });
});

test('While secrets are changed the first that is named answers the challenge', () => {
  const both = { ...secrets, signing: ['', 'client-secret', 'new'] };
  const answer = webhook.handshake({ challengeCode: CODE }, both);
  expect(answer.ok && answer.body).toContain(ANSWER);
});

test.each([
  ['no code', {}, secrets],
  ['an empty code', { challengeCode: '' }, secrets],
  ['two codes', { challengeCode: [CODE, CODE] }, secrets],
  ['a number', { challengeCode: 7 }, secrets],
  ['a letter for a code', { challengeCode: 'x'.repeat(300) }, secrets],
  ['no secret', { challengeCode: CODE }, { ...secrets, signing: [] }],
  ['an empty secret', { challengeCode: CODE }, { ...secrets, signing: [''] }],
])('A challenge with %s is turned away', (_name, query, known) => {
  expect(webhook.handshake(query, known)).toEqual({ ok: false });
});

test('The signature is over the prefix and the raw body, with and without the prefix in the header', () => {
  for (const value of [HEX, `hmacsha256=${HEX}`]) {
    const headers = { 'X-LI-Signature': value };
    expect(webhook.isSigned(headers)).toBe(true);
    expect(webhook.verify(body, headers, secrets)).toBe(true);
    expect(webhook.verify(Buffer.concat([body, Buffer.from(' ')]), headers, secrets)).toBe(false);
  }
});

test.each([
  ['sha256='.concat(HEX)],
  [HEX.toUpperCase()],
  [`hmacsha256=hmacsha256=${HEX}`],
  [HEX.slice(1)],
  ['61cbdd7ae1d4d70a8b1b5ba2aee0b54a6d0e3c5b8f3a0b1c2d3e4f5061728394'],
])('The header %s is no signature of the body', (value) => {
  expect(webhook.verify(body, { 'x-li-signature': value }, secrets)).toBe(false);
});
