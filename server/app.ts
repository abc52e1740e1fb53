/** The express application: webhooks first and bare, then health, the API by its table, the queues, the client. */
import express, { type Express } from 'express';
import helmet from 'helmet';
import { openApiDocument } from '../core/contract/openapi.contract.ts';
import { UppsiktError } from '../core/kernel/errors.ts';
import type { ServerDeps } from './deps.ts';
import { trustedNetworks } from './middleware/client-address.ts';
import { errorHandler, requestId } from './middleware/errors.ts';
import { storeGuard } from './middleware/store-guard.ts';
import { type Handlers, mountRoutes } from './mount.ts';
import { accountHandlers } from './routes/accounts/accounts.ts';
import { memberHandlers } from './routes/accounts/members.ts';
import { sessionHandlers } from './routes/accounts/session.ts';
import { actionHandlers } from './routes/actions/actions.ts';
import { bulkActHandlers } from './routes/actions/bulk-acts.ts';
import { alarmSettingsHandlers } from './routes/alarms/alarm-settings.ts';
import { alarmHandlers } from './routes/alarms/alarms.ts';
import { clientRoutes } from './routes/client.ts';
import { deadlineHandlers } from './routes/deadlines/deadlines.ts';
import { captureHandlers } from './routes/evidence/captures.ts';
import { chainHandlers } from './routes/evidence/chain.ts';
import { createMetrics, healthRoutes, timed } from './routes/health.ts';
import { mediaHandlers } from './routes/images/media.ts';
import { deliveryHandlers } from './routes/inbox/deliveries.ts';
import { draftHandlers } from './routes/inbox/drafts.ts';
import { itemHandlers } from './routes/inbox/items.ts';
import { savedViewHandlers } from './routes/inbox/saved-views.ts';
import { accuracyHandlers } from './routes/learning/accuracy.ts';
import { caseHandlers } from './routes/lists/cases.ts';
import { listHandlers } from './routes/lists/lists.ts';
import { wordHandlers } from './routes/lists/words.ts';
import { policyHandlers } from './routes/moderation/policies.ts';
import { monitoringHandlers } from './routes/monitoring/monitoring.ts';
import { monitoringExportHandlers } from './routes/monitoring/monitoring-export.ts';
import { reportHandlers } from './routes/monitoring/reports.ts';
import { queueRoutes } from './routes/ops/queues.ts';
import { boardRouteHandlers } from './routes/records/board-routes.ts';
import { bulkExportHandlers } from './routes/records/bulk-exports.ts';
import { handOverHandlers } from './routes/records/hand-overs.ts';
import { webhookRoutes } from './routes/webhooks.ts';

function handlers(deps: ServerDeps): Handlers {
  const document = openApiDocument();
  return {
    ...memberHandlers(deps),
    ...sessionHandlers(deps),
    ...itemHandlers(deps),
    ...draftHandlers(deps),
    ...savedViewHandlers(deps),
    ...actionHandlers(deps),
    ...bulkActHandlers(deps),
    ...captureHandlers(deps),
    ...chainHandlers(deps),
    ...handOverHandlers(deps),
    ...bulkExportHandlers(deps),
    ...boardRouteHandlers(deps),
    ...accountHandlers(deps),
    ...deliveryHandlers(deps),
    ...alarmSettingsHandlers(deps),
    ...deadlineHandlers(deps),
    ...alarmHandlers(deps),
    ...mediaHandlers(deps),
    ...monitoringHandlers(deps),
    ...monitoringExportHandlers(deps),
    ...reportHandlers(deps),
    ...listHandlers(deps),
    ...wordHandlers(deps),
    ...caseHandlers(deps),
    ...accuracyHandlers(deps),
    ...policyHandlers(deps),
    openApi: async () => document,
  };
}

function security(publicUrl: string | null) {
  const https = publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

export function createApp(deps: ServerDeps): Express {
  const app = express();
  const { publicUrl, clientDir } = deps.settings;
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', trustedNetworks(deps));
  const metrics = createMetrics(deps);
  app.use(timed(metrics));
  app.use(requestId);
  app.use(['/api', '/webhooks'], storeGuard(deps.storeWatch));
  // Before everything else: the hot path needs no headers of a page and no parsed body.
  app.use(webhookRoutes(deps));
  app.use(security(publicUrl));
  app.use(healthRoutes(deps, metrics));
  app.use(mountRoutes(deps, handlers(deps)));
  app.use('/api', () => {
    throw new UppsiktError({ code: 'not_found', status: 404, message: 'No such route.' });
  });
  app.use(queueRoutes(deps));
  if (clientDir !== null) app.use(clientRoutes(clientDir));
  app.use(() => {
    throw new UppsiktError({ code: 'not_found', status: 404, message: 'No such page.' });
  });
  app.use(errorHandler(deps.log));
  return app;
}
