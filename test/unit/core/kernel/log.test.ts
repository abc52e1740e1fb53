import { describe, expect, test } from '@jest/globals';
import { UppsiktError } from '../../../../core/kernel/errors.ts';
import { createLogger, describeError } from '../../../../core/kernel/log.ts';

function lines(write: (log: ReturnType<typeof createLogger>) => void): string {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  write(createLogger({ name: 'test', level: 'trace', destination }));
  return written.join('');
}

describe('the log', () => {
  test('The log keeps texts, names and tokens out, wherever they stand', () => {
    const written = lines((log) => {
      log.info(
        { text: 'HEMLIGT', item: { text: 'HEMLIGT', author: { name: 'HEMLIGT' } }, token: 'HEMLIGT' },
        'x',
      );
      log.info({ req: { headers: { authorization: 'Bearer HEMLIGT', cookie: 'HEMLIGT' } } }, 'x');
      log.error(
        { err: Object.assign(new Error('dup key: { text: "HEMLIGT" }'), { op: { text: 'HEMLIGT' } }) },
        'x',
      );
    });
    expect(written).not.toContain('HEMLIGT');
    expect(written).toContain('"process":"test"');
  });

  test('The log describes our own errors with their facts and others by name and code', () => {
    const own = new UppsiktError({ code: 'stale', status: 409, message: 'Changed.', facts: { itemId: 'a' } });
    expect(describeError(own)).toMatchObject({ code: 'stale', facts: { itemId: 'a' } });
    // What was refused may quote what somebody sent.
    expect(JSON.stringify(describeError(own))).not.toContain('Changed.');
    const driver = Object.assign(new Error('E11000 index: x dup key: { name: "Anna" }'), { code: 11_000 });
    expect(describeError(driver)).toMatchObject({ type: 'Error', code: 11_000 });
    expect(JSON.stringify(describeError(driver))).not.toContain('Anna');
    for (const message of [
      `Unexpected token 'K', "Kalle "sa"... is not valid`,
      'It’s `Anna` Kalle',
      '{"a":"Kalle',
    ])
      expect(JSON.stringify(describeError(new SyntaxError(message)))).not.toMatch(/Kalle|Anna/u);
    expect(describeError('text that was thrown')).toEqual({ type: 'string' });
  });
});
