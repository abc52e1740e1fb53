/** A policy tried on the open items of the accounts that would follow it. Nothing is stored. */
import { accountsIn } from '../accounts/accounts.store.ts';
import type { Db } from '../kernel/db.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import type { Scope } from '../kernel/roles.ts';
import { CalendarRangeError } from './calendar.ts';
import { clockFor, type WorkingClock } from './clock.ts';
import { type NewPolicy, policiesOf } from './deadline-policies.store.ts';
import { type DeadlinePolicy, PolicyError } from './deadline-policy.ts';
import { itemsUnderOtherRules } from './deadline-rules.store.ts';
import { type PreviewEffect, previewEffect, previewMoments, together } from './policy-preview.ts';
import { provePolicy } from './prove-policy.ts';

/** Open items that are looked at, in all accounts together. */
const LIMIT = 20_000;
const PAGE = 500;
/** No stored due time bears it, so every open item is one "under other rules". */
const NEVER_STORED = 'preview';

function provenClock(policy: DeadlinePolicy, now: number): WorkingClock {
  try {
    provePolicy(policy, now);
    return clockFor(policy);
  } catch (error) {
    if (error instanceof PolicyError) throw invalid(error.message, { field: error.field });
    throw error;
  }
}

function momentsOf(clock: WorkingClock, request: { now: number; chosen: number | null }) {
  try {
    return previewMoments(clock, request);
  } catch (error) {
    if (error instanceof CalendarRangeError) throw invalid(error.message, { field: 'moment' });
    throw error;
  }
}

/** One account; or all of the policy's country that have no policy of their own for it. */
async function followers(
  db: Db,
  scope: Scope,
  { accountId, policy }: { accountId: string | null; policy: NewPolicy },
): Promise<string[]> {
  const [accounts, policies] = await Promise.all([accountsIn(db, scope), policiesOf(db, scope.tenantId)]);
  if (accountId !== null) {
    const account = accounts.find(({ _id }) => _id === accountId);
    if (account === undefined) throw notFound('account');
    return account.country === policy.country ? [accountId] : [];
  }
  const own = (id: string): boolean =>
    policies.some((of) => of.accountId === id && of.policy.country === policy.country);
  return accounts.filter(({ _id, country }) => country === policy.country && !own(_id)).map(({ _id }) => _id);
}

/** Page by page, so that others have their turn between two of them. */
async function effectOn(
  db: Db,
  tenantId: string,
  { accountIds, now, clock }: { accountIds: readonly string[]; now: number; clock: WorkingClock },
): Promise<{ effect: PreviewEffect; capped: boolean }> {
  const rules = { policyVersion: NEVER_STORED, calendarVersion: NEVER_STORED };
  let effect = previewEffect([], now, clock);
  let left = LIMIT;
  for (const accountId of accountIds)
    for (let after = ''; ; ) {
      // One more than may be looked at says whether there are more.
      const limit = Math.min(PAGE, left + 1);
      const page = await itemsUnderOtherRules(db, { tenantId, accountId, after, limit }, rules);
      const looked = page.slice(0, left);
      effect = together(effect, previewEffect(looked, now, clock));
      left -= looked.length;
      if (page.length > looked.length) return { effect, capped: true };
      const last = page.at(-1);
      if (last === undefined || page.length < limit) break;
      after = last._id;
    }
  return { effect, capped: false };
}

/** @throws 422 with the field of the wrong value. */
export async function previewPolicy(
  db: Db,
  scope: Scope,
  request: { accountId: string | null; policy: NewPolicy; chosen: Date | null; now: Date },
) {
  const now = request.now.getTime();
  const clock = provenClock({ ...request.policy, version: NEVER_STORED }, now);
  const moments = momentsOf(clock, { now, chosen: request.chosen?.getTime() ?? null });
  const accountIds = await followers(db, scope, request);
  const { effect, capped } = await effectOn(db, scope.tenantId, { accountIds, now, clock });
  return {
    moments: moments.map(({ received, due, ...rest }) => ({
      ...rest,
      received: new Date(received).toISOString(),
      due: new Date(due).toISOString(),
    })),
    effect: {
      accounts: accountIds.length,
      ...effect,
      capped,
    },
  };
}
