import { describe, expect, test } from '@jest/globals';
import { envelope, escapedJson, signature } from '../../../../ops/simulator/facebook/body.ts';

// The META vector of platforms.md 0.2.
const BODY =
  '{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_2","message":"\\u00e5\\u00e4\\u00f6 \\ud83d\\ude00 a\\/b"}}]}]}';
const SIGNATURE = 'sha256=226e222b763615f403e1f72d297c2280448fb4f723cc9edb1c1ae3bb1118fab5';

describe('what goes over the wire', () => {
  test('A body is escaped and signed as Meta does it', () => {
    const value = { item: 'comment', verb: 'add', comment_id: '1_2', message: 'åäö 😀 a/b' };
    const body = envelope('1', 1_999, [value]);
    expect(body.toString('ascii')).toBe(BODY);
    expect(signature(body, 'app-secret')).toBe(SIGNATURE);
  });

  test('A re-serialised body has another signature', () => {
    const again = JSON.stringify(JSON.parse(BODY));
    expect(signature(again, 'app-secret')).toBe(
      'sha256=6381443b9f92a937137bbe9cd13c5e84fb6100dd97a74ea0218de54262806613',
    );
  });

  test('Every text survives a round trip', () => {
    const texts = ['\\/', '\\', '"/"', '\u2028\u007f', 'שלום', 'Gárrjel', '👩‍👩‍👧 </script>', '\n\t'];
    for (const text of texts) {
      const wire = escapedJson({ text });
      expect(wire).toMatch(/^[ -~]*$/);
      expect(JSON.parse(wire)).toEqual({ text });
    }
  });
});
