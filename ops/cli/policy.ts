/** `uppsikt policy show|try FILE|set FILE [--account ID]`: the moderation policy in force, a trial of another, and its start. */

import { accountById } from '../../core/accounts/accounts.store.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import type { Actor, Scope } from '../../core/kernel/roles.ts';
import {
  moderationInForce,
  policyFor,
  type StoredModeration,
  setModerationPolicy,
} from '../../core/moderation/moderation-policies.store.ts';
import { tryPolicy } from '../../core/moderation/policy-trial.store.ts';
import { policyOfFile, readPolicyFile, rulesOfFile } from './policy-file.ts';
import { type StoreContext, withStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt policy show            [--account ID]
uppsikt policy try FILE [--days N] [--account ID]
uppsikt policy set FILE            [--account ID]

  show          the moderation policy in force, as JSON
  try FILE      what the policy of that file would have done to stored comments; nothing is changed
  set FILE      puts it in force from now on, as a new version
  --days N      how far back a trial reads, 1 to 3660 (90)
  --account ID  of that account alone; the municipality's where left out
`;
const MAX_ITEMS = 50_000;
const tenantId = MAIN_TENANT;
const SCOPE: Scope = { tenantId, accountIds: 'all', role: 'system-administrator' };
const ACTOR: Actor = { kind: 'token', id: 'command-line' };

async function checkAccount({ db }: StoreContext, accountId: string | null): Promise<void> {
  if (accountId !== null && (await accountById(db, { tenantId, id: accountId })) === null)
    throw new UsageError(`There is no account ${accountId}.`);
}

const versionIn = (all: readonly StoredModeration[], accountId: string | null): string | null =>
  all.find((stored) => stored.accountId === accountId)?.policy.version ?? null;

async function runTrial(
  { db, now }: StoreContext,
  file: string,
  request: { accountId: string | null; days: number },
) {
  const from = new Date(now.getTime() - request.days * DAY_MS);
  const policy = policyOfFile(await readPolicyFile(file));
  const { accountId } = request;
  return tryPolicy(db, SCOPE, { accountId, policy, from, to: now, limit: MAX_ITEMS });
}

async function set({ db, now }: StoreContext, file: string, accountId: string | null) {
  const read = await readPolicyFile(file);
  const basedOn = versionIn(await moderationInForce(db, tenantId), accountId);
  const policy = { base: read.base, categories: rulesOfFile(read) };
  const stored = await setModerationPolicy(db, { tenantId, accountId, policy, basedOn, by: ACTOR, now });
  return { version: stored.policy.version };
}

/** Prints JSON: the policy, the counts and ids of a trial, or the new version's name. */
export async function run(argv: string[], io: Io): Promise<number> {
  const [verb = '', ...rest] = argv;
  const file = verb === 'show' ? '' : rest.shift();
  if (!['show', 'try', 'set'].includes(verb) || file === undefined || file.startsWith('--'))
    throw new UsageError(`Say what to do.\n${USAGE}`);
  const given = options(rest, { account: { type: 'string' }, days: { type: 'string', default: '90' } });
  const days = Number(given.days);
  if (!(Number.isInteger(days) && days >= 1 && days <= 3660))
    throw new UsageError('--days must be a whole number from 1 to 3660.');
  const accountId = given.account ?? null;
  const answer = await withStore(async (context) => {
    await checkAccount(context, accountId);
    if (verb === 'try') return runTrial(context, file, { accountId, days });
    if (verb === 'set') return set(context, file, accountId);
    return policyFor(await moderationInForce(context.db, tenantId), accountId);
  });
  io.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return 0;
}
