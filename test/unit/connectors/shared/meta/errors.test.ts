import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../../../../connectors/shared/meta/errors.ts';

const answer = (error: object, headers = {}) => ({ status: 400, headers, body: { error } });

describe('Graph\u2019s codes', () => {
  test.each([
    [190, 'blocked', 'token-expired'],
    [10, 'blocked', 'permission-missing'],
    [200, 'blocked', 'permission-missing'],
    [283, 'blocked', 'permission-missing'],
    [299, 'blocked', 'permission-missing'],
    [368, 'blocked', 'temporarily-blocked'],
    [4, 'retry', 'throttled'],
    [17, 'retry', 'throttled'],
    [32, 'retry', 'throttled'],
    [613, 'retry', 'throttled'],
    [80001, 'retry', 'throttled'],
    [80099, 'retry', 'throttled'],
    [1, 'retry', 'unreachable'],
    [2, 'retry', 'unreachable'],
    [506, 'failed', 'refused'],
    [551, 'failed', 'refused'],
    [100, 'failed', 'refused'],
    [99999, 'failed', 'refused'],
  ])('Graph’s code %i in an HTTP 400 leads to the state %s with the cause %s', (code, state, cause) => {
    expect(refusalOf(answer({ code }))).toMatchObject({ state, cause });
  });

  test('A known subcode tells the cause more exactly than its code', () => {
    expect(refusalOf(answer({ code: 100, error_subcode: 33 }))).toMatchObject({
      cause: 'gone-or-denied',
    });
    expect(refusalOf(answer({ code: 10, error_subcode: 2018278 }))).toMatchObject({ cause: 'refused' });
  });

  test('An unknown code that Graph calls transient is tried again', () => {
    expect(refusalOf(answer({ code: 4711, is_transient: true }))).toMatchObject({ state: 'retry' });
  });

  test('An act that may have been carried out despite its error has not certainly failed', () => {
    const certain = [1, 2, 20, 506, 99_999, 4, 190, 100].map((code) => refusalOf(answer({ code }))?.certain);
    expect(certain).toEqual([false, false, false, false, false, true, true, true]);
  });
});

describe('the wait after throttling', () => {
  const throttled = (headers: object) => refusalOf(answer({ code: 80001 }, headers))?.afterMs;

  test('The wait is the longest that any allowance names, read as minutes', () => {
    const usage = {
      '101': [{ type: 'pages', estimated_time_to_regain_access: 3 }],
      '102': [{ estimated_time_to_regain_access: 7 }],
    };
    expect(throttled({ 'x-business-use-case-usage': JSON.stringify(usage) })).toBe(420_000);
  });

  test('The wait is null where no header names a readable one', () => {
    expect(throttled({})).toBeNull();
    expect(throttled({ 'x-business-use-case-usage': '{' })).toBeNull();
    expect(
      throttled({ 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":0}]}' }),
    ).toBeNull();
  });
});

test('An answer without an error object is judged by its status and body', () => {
  expect(refusalOf({ status: 200, headers: {}, body: { success: true } })).toBeNull();
  expect(refusalOf({ status: 200, headers: {}, body: undefined })).toMatchObject({ certain: false });
  expect(refusalOf({ status: 302, headers: {}, body: undefined })).toMatchObject({ state: 'retry' });
  expect(refusalOf({ status: 404, headers: {}, body: undefined })).toMatchObject({ state: 'failed' });
  expect(refusalOf({ status: 429, headers: { 'retry-after': '5' }, body: undefined })).toMatchObject({
    cause: 'throttled',
    afterMs: 5000,
  });
  expect(refusalOf({ status: 502, headers: {}, body: undefined })).toMatchObject({ certain: false });
});
