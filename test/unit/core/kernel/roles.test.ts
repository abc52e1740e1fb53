/** The table of roles that people read says what the code does. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { ALL_ACCOUNT_ROLES, PERMISSIONS, ROLES } from '../../../../core/kernel/roles.ts';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../../../docs/roles.md'), 'utf8');

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

/** The rows of the table whose heading has a column for each role: permission, then yes or – for each. */
function tableOfRoles(page: string): { roles: string[]; rows: string[][] } {
  const lines = page.split('\n');
  const at = lines.findIndex((line) => line.startsWith('| Permission | administrator'));
  const end = lines.findIndex((line, place) => place > at && !line.startsWith('|'));
  const [head = '', , ...rows] = lines.slice(at, end);
  return { roles: cells(head).slice(1), rows: rows.map(cells) };
}

test('The page docs/roles.md gives each role the permissions that it has', () => {
  const { roles, rows } = tableOfRoles(PAGE);
  expect(roles).toEqual([...ROLES]);
  const documented = Object.fromEntries(
    rows.map(([permission = '', ...marks]) => [permission, roles.filter((_role, at) => marks[at] === 'yes')]),
  );
  const real = Object.fromEntries(
    Object.entries(PERMISSIONS).map(([permission, those]) => [
      permission,
      ROLES.filter((role) => (those as readonly string[]).includes(role)),
    ]),
  );
  expect(documented).toEqual(real);
  for (const [permission = '', ...marks] of rows)
    expect([permission, marks.filter((mark) => mark !== 'yes' && mark !== '–')]).toEqual([permission, []]);
});

test('The page docs/roles.md says what each permission opens', () => {
  const opens = PAGE.slice(PAGE.indexOf('| Permission | What it opens |'));
  expect(Object.keys(PERMISSIONS).filter((permission) => !opens.includes(`\`${permission}\``))).toEqual([]);
});

test('The page docs/roles.md names the roles that see every account', () => {
  const [, said = ''] = /## Which accounts\n\n(.*?) see every account/u.exec(PAGE) ?? [];
  const named = ROLES.filter((role) => said.toLowerCase().includes(`the ${role.replaceAll('-', ' ')}`));
  expect(new Set(named)).toEqual(new Set(ALL_ACCOUNT_ROLES));
});
