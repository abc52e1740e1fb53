import { describe, expect, test } from '@jest/globals';
import { openApiDocument } from '../../../../core/contract/openapi.contract.ts';
import type { Route } from '../../../../core/contract/route.contract.ts';
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
