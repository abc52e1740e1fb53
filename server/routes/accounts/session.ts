import type { Request } from 'express';
import {
  changePersonalSettings,
  type Principal,
  personalSettingsOf,
  principalOfPerson,
} from '../../../core/accounts/people.store.ts';
import { UNCHOSEN } from '../../../core/accounts/personal-settings.ts';
import type { SessionShape } from '../../../core/accounts/session.contract.ts';
import { spendSignInToken } from '../../../core/accounts/sign-in-links.store.ts';
import { tenantById } from '../../../core/accounts/tenants.store.ts';
import { may } from '../../../core/kernel/authorise.ts';
import { invalid, UppsiktError, unavailable } from '../../../core/kernel/errors.ts';
import { PERMISSIONS, type Permission } from '../../../core/kernel/roles.ts';
import type { ServerDeps } from '../../deps.ts';
import { checkOrigin, loadSession } from '../../middleware/authenticate.ts';
import type { Handlers } from '../../mount.ts';
import { sessionName } from '../../sessions.ts';

/** Keys are nobody: they have chosen nothing. */
const settingsOf = async (deps: ServerDeps, { actor, scope: { tenantId } }: Principal) =>
  actor.kind === 'person' ? personalSettingsOf(deps.db, { tenantId, id: actor.id }) : UNCHOSEN;

async function present(deps: ServerDeps, principal: Principal): Promise<SessionShape> {
  const { actor, name, email, scope } = principal;
  const tenant = await tenantById(deps.db, scope.tenantId);
  const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
    may(scope, permission),
  );
  return {
    person: { id: actor.id, name, email: email ?? '', role: scope.role },
    municipality: { id: scope.tenantId, name: tenant?.name ?? scope.tenantId, demo: tenant?.demo ?? false },
    permissions,
    settings: await settingsOf(deps, principal),
    undoSeconds: deps.settings.undoSeconds,
    asOf: deps.now().toISOString(),
  };
}

/** A new session id on sign-in, so that one planted before is worth nothing. */
function startSession(req: Request, person: { tenantId: string; _id: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((failed) => {
      if (failed) return reject(unavailable('The session store', failed));
      req.session.tenantId = person.tenantId;
      req.session.personId = person._id;
      req.session.save((unsaved) =>
        unsaved ? reject(unavailable('The session store', unsaved)) : resolve(),
      );
    });
  });
}

const badLink = (): UppsiktError =>
  new UppsiktError({ code: 'bad_link', status: 401, message: 'The link has been used or is too old.' });

type SessionRoutes = 'signIn' | 'readSession' | 'signOut' | 'setPersonalSettings';

export function sessionHandlers(deps: ServerDeps): Pick<Handlers, SessionRoutes> {
  return {
    async signIn({ body, req, res }) {
      await deps.limits.signIn.take(req.ip ?? 'unknown');
      checkOrigin(req, deps.settings.publicUrl);
      await loadSession(deps, req, res);
      const person = await spendSignInToken(deps.db, body.token, deps.now());
      if (person === null) throw badLink();
      const principal = await principalOfPerson(deps.db, { tenantId: person.tenantId, id: person._id });
      if (principal === null) throw badLink();
      await startSession(req, person);
      return present(deps, principal);
    },
    readSession: ({ principal }) => present(deps, principal),
    async setPersonalSettings({ principal, body }) {
      const { actor, scope } = principal;
      if (actor.kind !== 'person') throw invalid('A key has no settings of its own.');
      const { showsVeiled, askedAboutVeil } = body;
      await changePersonalSettings(
        deps.db,
        { tenantId: scope.tenantId, id: actor.id },
        {
          ...(showsVeiled === undefined ? {} : { showsVeiled }),
          ...(askedAboutVeil === undefined ? {} : { askedAboutVeil }),
        },
      );
      return settingsOf(deps, principal);
    },
    async signOut({ principal, req }) {
      if (req.session === undefined) return {};
      const { tenantId } = principal.scope;
      const endedSession = sessionName(req.session.id);
      await new Promise<void>((resolve, reject) => {
        req.session.destroy((failed) =>
          failed ? reject(unavailable('The session store', failed)) : resolve(),
        );
      });
      // A hint, like every message: a server that misses it notices within seconds that the session is gone.
      await deps.publisher.publish({ tenantId, items: [], asOf: deps.now().toISOString(), endedSession });
      return {};
    },
  };
}
