/** docs/deadlines.md names every query parameter of the routes that it is about. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import { ALARM_ROUTES } from '../../../core/alarms/alarm-routes.contract.ts';
import { DEADLINE_ROUTES } from '../../../core/deadlines/deadline-routes.contract.ts';
import { ItemQuery } from '../../../core/inbox/items.contract.ts';
import { MONITORING_ROUTES } from '../../../core/monitoring/monitoring-routes.contract.ts';
import { REPORT_ROUTES } from '../../../core/monitoring/reports.contract.ts';

const docs = readFileSync('docs/deadlines.md', 'utf8');
const ROUTES: readonly { method: string; path: string; query?: z.ZodObject }[] = Object.values({
  ...DEADLINE_ROUTES,
  ...MONITORING_ROUTES,
  ...REPORT_ROUTES,
  ...ALARM_ROUTES,
});

test('The docs have a row for every route of the deadlines, with every parameter of its query and no other', () => {
  const rows = ROUTES.filter(({ method }) => method === 'get').map(({ path, query }) => {
    const row = docs.split('\n').find((line) => line.startsWith(`| \`GET ${path}\` |`)) ?? '';
    const named = [...(row.split('|')[2] ?? '').matchAll(/`(\w+)`/gu)].map(([, name]) => name);
    return [path, named.sort(), Object.keys(query?.shape ?? {}).sort()] as const;
  });
  for (const [path, named, wanted] of rows) expect([path, named]).toEqual([path, wanted]);
});

test('The docs name every parameter of the list of items', () => {
  const [, line = ''] = /`GET \/api\/items` takes (.*)\./u.exec(docs) ?? [];
  for (const name of Object.keys(ItemQuery.shape)) expect(line).toContain(`\`${name}\``);
});
