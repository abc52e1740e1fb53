import type { Check } from '../../../ops/lint/outcome.ts';
import { runChecks } from '../../../ops/lint/run.ts';
import { settingsWithoutRow } from '../../../ops/lint/settings-table.ts';

describe('npm run lint', () => {
  const checks: Check[] = [
    { name: 'first', run: async () => ({ status: 'failed', output: 'a.ts:1', instead: 'Do it so.' }) },
    {
      name: 'second',
      run: async () => {
        throw new Error('no such tool');
      },
    },
    { name: 'third', run: async () => ({ status: 'skipped', why: 'nothing there yet' }) },
    { name: 'fourth', run: async () => ({ status: 'passed' }) },
  ];

  test('The command runs every check and says what each has to say', async () => {
    let text = '';
    const tally = await runChecks(checks, (more) => {
      text += more;
    });
    expect(tally).toEqual({ passed: 1, failed: 2, skipped: 1 });
    expect(text).toMatch(/^failed {3}first \(\d\.\d s\)\na\.ts:1\nDo it so\.\n/u);
    expect(text).toContain('no such tool');
    expect(text).toMatch(/skipped {2}third .*: nothing there yet\npassed {3}fourth/u);
  });
});

test('A setting counts as documented only in a row of a table', () => {
  const readme =
    '`LOST` is named here.\n\n| setting | what |\n|---|---|\n| `PORT`, `HOST` | where it listens |\n';
  expect(settingsWithoutRow(readme, ['PORT', 'HOST', 'LOST'])).toEqual(['LOST']);
});
