import { describe, expect, test } from '@jest/globals';
import { openApiDocument } from '../../../../core/contract/openapi.contract.ts';
import { permissionsFor, type Route } from '../../../../core/contract/route.contract.ts';
import { ROUTES } from '../../../../core/contract/routes.contract.ts';
import { axesFor, REASONS_BY_CATEGORY, REMOVAL_REASONS } from '../../../../core/moderation/removal.ts';

describe('the contract', () => {
  test('Every route of the table stands in the OpenAPI document, with its answer', () => {
    const document = openApiDocument() as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, object> }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/u);
    for (const route of Object.values(ROUTES) as Route[]) {
      const path = route.path.replaceAll(/:(\w+)/gu, '{$1}');
      expect(document.paths[path]?.[route.method]?.responses[String(route.status)]).toBeDefined();
    }
  });

  test('The document says of every operation which permission it needs, and of acting which each type needs', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, Record<string, unknown>>> };
    for (const route of Object.values(ROUTES) as Route[]) {
      const operation = paths[route.path.replaceAll(/:(\w+)/gu, '{$1}')]?.[route.method];
      const permission = route.permission === 'public' ? undefined : route.permission;
      expect([route.path, operation?.['x-permission']]).toEqual([route.path, permission]);
      expect([route.path, operation?.['x-permission-by-type']]).toEqual([route.path, route.permissionByType]);
    }
    expect(paths['/api/items/{id}/actions']?.post?.description).toBe(
      'Needs the permission `items:read`, and besides it `items:act` for the types reply, hide, delete, ban, unhide, ' +
        'like, close, reopen, wait, confirm, count, assign, snooze, tag, note, correct; `items:register` for the types register.',
    );
  });

  test('A request needs the permission of its route and that of its type', () => {
    expect(permissionsFor(ROUTES.act, { type: 'register' })).toEqual(['items:read', 'items:register']);
    expect(permissionsFor(ROUTES.act, { type: 'reply' })).toEqual(['items:read', 'items:act']);
    expect(permissionsFor(ROUTES.readItem, undefined)).toEqual(['items:read']);
    expect(permissionsFor(ROUTES.signIn, { token: 'x' })).toEqual([]);
    expect(() => permissionsFor(ROUTES.act, { type: 'none' })).toThrow('names no permission');
  });

  test('No two routes share method and path', () => {
    const keys = (Object.values(ROUTES) as Route[]).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('reasons and axes', () => {
  test('Secrecy has an axis of its own, and disinformation and insults are never a legal duty', () => {
    expect(axesFor('secrecy')).toEqual(['secrecy']);
    for (const reason of ['disinformation', 'insult', 'profanity', 'ads', 'porn'] as const)
      expect(axesFor(reason)).toEqual(['houseRule']);
    for (const reason of ['hate', 'threat', 'copyright', 'csam'] as const)
      expect(axesFor(reason)).toContain('legalDuty');
  });

  test('No classifier leads to csam, which a person alone names', () => {
    expect(Object.values(REASONS_BY_CATEGORY).flat()).not.toContain('csam');
    const named = new Set([...Object.values(REASONS_BY_CATEGORY).flat(), 'csam']);
    expect([...named].sort()).toEqual([...REMOVAL_REASONS].sort());
  });
});
