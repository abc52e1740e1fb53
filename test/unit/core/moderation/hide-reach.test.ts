import { expect, test } from '@jest/globals';
import { connectors } from '../../../../connectors/index.ts';
import { NO_CAPABILITIES } from '../../../../core/kernel/platform.ts';
import { insteadOfHiding } from '../../../../core/moderation/hide-reach.ts';

const can = (more: object) => ({ ...NO_CAPABILITIES, hide: true, ...more });

test('A legal duty asks for a deletion where a hide leaves it to others, for a report where nothing can be deleted', () => {
  expect(insteadOfHiding('legalDuty', can({ delete: true, hideLeaves: 'friends' }))).toBe('delete');
  expect(insteadOfHiding('legalDuty', can({ hideLeaves: 'everybody' }))).toBe('report');
});

test('A hide will do where its author alone still sees it, and on every other ground', () => {
  expect(insteadOfHiding('legalDuty', can({ delete: true }))).toBeNull();
  for (const axis of ['houseRule', 'secrecy', null] as const)
    expect(insteadOfHiding(axis, can({ hideLeaves: 'everybody' }))).toBeNull();
});

test('An account whose abilities are not known yet, or of before they were kept, is not advised', () => {
  const { hideLeaves: _, ...before } = can({ delete: true });
  expect(insteadOfHiding('legalDuty', undefined)).toBeNull();
  expect(insteadOfHiding('legalDuty', before)).toBeNull();
});

test('Facebook leaves what is hidden to friends, X to everybody', () => {
  const leaves = new Map(
    connectors.map(({ platform, actions }) => [platform, actions.capabilities.hideLeaves]),
  );
  expect([leaves.get('facebook'), leaves.get('x')]).toEqual(['friends', 'everybody']);
});
