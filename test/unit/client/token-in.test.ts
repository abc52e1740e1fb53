import { expect, test } from '@jest/globals';
import { tokenIn } from '../../../client/src/sign-in/token-in.ts';

test.each([
  ['http://127.0.0.1:4800/sign-in#abc-DEF_1', 'abc-DEF_1'],
  ['  abc-DEF_1\n', 'abc-DEF_1'],
  ['/sign-in#a%20b', 'a b'],
  ['#50%', '50%'],
])('The token is found in what was pasted: %j', (pasted, token) => {
  expect(tokenIn(pasted)).toBe(token);
});
