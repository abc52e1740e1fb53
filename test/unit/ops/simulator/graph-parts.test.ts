import { describe, expect, test } from '@jest/globals';
import { listParam } from '../../../../ops/simulator/facebook/call.ts';
import { errorBody, errorFor, gone } from '../../../../ops/simulator/facebook/errors.ts';
import { fieldNames } from '../../../../ops/simulator/facebook/fields.ts';
import { type Listed, pageOf } from '../../../../ops/simulator/facebook/paging.ts';
import { faultsFrom, patchFaults, takeFailure } from '../../../../ops/simulator/faults.ts';

test('Field lists are read without their modifiers and nested choices', () => {
  const fields =
    'id,from{id,name},reactions.summary(true).limit(0),attachments{media{image,source}},is_hidden';
  expect(fieldNames(fields)).toEqual(['id', 'from', 'reactions', 'attachments', 'is_hidden']);
});

test('Lists come as JSON, with commas, or alone', () => {
  expect(listParam('["1","2"]')).toEqual(['1', '2']);
  expect(listParam('1, 2')).toEqual(['1', '2']);
  expect(listParam('1')).toEqual(['1']);
  expect(listParam(undefined)).toEqual([]);
});

describe('paging', () => {
  const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
  const address = new URL('http://127.0.0.1/v26.0/1/comments?access_token=t');

  test('Paging walks to the end, which has no next', () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages++) {
      const got: Listed<string> = pageOf(
        items,
        { limit: '2', after, address },
        (index) => items[index]?.id ?? '',
      );
      seen.push(...got.data);
      const next: string | undefined = got.paging?.next;
      if (next === undefined) break;
      expect(next).toContain('access_token=t');
      after = new URL(next).searchParams.get('after');
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('Paging refuses a cursor it does not know', () => {
    expect(() => pageOf(items, { limit: null, after: 'x', address }, String)).toThrow('Invalid cursor');
  });
});

describe('errors', () => {
  test('Errors carry code and subcode in the envelope', () => {
    expect(errorBody(gone('1_2')).error).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: 'GraphMethodException',
    });
    expect(errorFor(80001, null, '1')).toMatchObject({ status: 400, code: 80001 });
    expect(errorFor(200, null, '1')).toMatchObject({ status: 403, code: 200 });
    expect(errorFor(190, 460, '1')).toMatchObject({ code: 190, subcode: 460 });
    expect(errorFor(2, null, '1').status).toBe(503);
  });
});

describe('faults', () => {
  test('A fault fails the next calls, then no more', () => {
    const faults = faultsFrom({});
    patchFaults(faults, { code: 1, times: 2, on: 'write' });
    expect(takeFailure(faults, false)).toBeNull();
    expect(takeFailure(faults, true)).toEqual({ code: 1, subcode: null });
    expect(takeFailure(faults, true)).not.toBeNull();
    expect(takeFailure(faults, true)).toBeNull();
  });

  test('A change of faults leaves what is not named, and refuses what is misspelt', () => {
    const faults = faultsFrom({ duplicates: 0.5 });
    patchFaults(faults, { loseAnswer: true });
    expect(faults).toMatchObject({ duplicates: 0.5, loseAnswer: 1, batch: 1 });
    expect(() => patchFaults(faults, { looseAnswer: true })).toThrow();
    expect(() => patchFaults(faults, null)).toThrow();
  });
});
