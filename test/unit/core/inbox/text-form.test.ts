import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOf } from '../../../../connectors/shared/read.ts';
import { beginningOf, oneForm } from '../../../../core/inbox/text-form.ts';
import { sha256 } from '../../../../core/kernel/ids.ts';

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});
const throughUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

test('A text has one form: it survives UTF-8, is not changed twice, and is hashed as it is stored', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const form = oneForm(text);
      expect(throughUtf8(form)).toBe(form);
      expect(oneForm(form)).toBe(form);
      expect(form).not.toContain('\0');
      expect(sha256(form)).toBe(sha256(throughUtf8(form)));
    }),
  );
});

test('A platform’s half characters and NUL are replaced where its text is read', () =>
  expect(textOf('Bra jobbat \ud83d, a\0b')).toBe('Bra jobbat \uFFFD, a\uFFFDb'));

test('A beginning is never cut inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
      const cut = beginningOf(text, most);
      expect(cut.isWellFormed()).toBe(true);
      expect(text.startsWith(cut)).toBe(true);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(most, text.length) - 1);
    }),
  );
});
