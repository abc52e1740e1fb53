/** The bytes of a change, cut out of its delivery. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { facebook } from '../../../../connectors/facebook/connector.ts';
import { deliverySlices } from '../../../../workers/capture/delivery-slices.ts';

const change = (text: string): string =>
  `{"field":"feed",  "value":{"message":${text},\t"id":12345678901234567890}}`;
const delivery = (...changes: readonly string[]): Buffer =>
  Buffer.from(`\uFEFF{"object":"page","entry":[{"id":"1","time":1,"changes":[${changes.join(' ,\n')}]}]}`);

const slicesOf = (body: Buffer): (string | undefined)[] => {
  const sliceOf = deliverySlices(body);
  return facebook.reader
    .parseDelivery(body)
    .flatMap(({ changes }) => changes.map(({ raw }) => sliceOf(raw)?.toString('latin1')));
};
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

describe('the bytes of a change', () => {
  test('Bytes keep their spaces, escapes and long numbers, behind a byte order mark and letters of several bytes', () => {
    const changes = [change('"å 🏊 \\ud83d\\u0000"'), change('"b\\u00e5d"'), change('"båd"')];
    expect(slicesOf(delivery(...changes))).toEqual(changes.map(latin1));
  });

  test('Two changes that say the same give their own bytes each, in their order', () => {
    const changes = [change('"a"'), change('"a"').replace(/\s/gu, ' ')];
    expect(slicesOf(delivery(...changes))).toEqual(changes.map(latin1));
  });

  test('Bytes that are no UTF-8 are given as they are', () => {
    const body = Buffer.concat([delivery(change('"@"')).subarray(0)]);
    body[body.indexOf('@')] = 0xff;
    expect(slicesOf(body)).toEqual([latin1(change('"@"')).replace('@', '\u00ff')]);
  });

  test('Whatever JSON a change is, its bytes read back are the change', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 }), (values) => {
        const texts = values.map((value) => JSON.stringify({ field: 'other', value }));
        expect(slicesOf(delivery(...texts))).toEqual(texts.map(latin1));
      }),
    );
  });

  test('A delivery that is no JSON, or nested without end, has no bytes to give and fails nothing', () => {
    expect(deliverySlices(Buffer.from('<feed/>'))({ a: 1 })).toBeNull();
    const deep = Buffer.from(`{"entry":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    expect(deliverySlices(deep)({ a: 1 })).toBeNull();
  });
});
