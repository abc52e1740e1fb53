import { createHmac } from 'node:crypto';
import type { Specimen } from './specimen.ts';

const POST = 'urn:li:activity:900';
const notification = (action: unknown, rest: object) => ({
  organizationalEntity: 'urn:li:organization:101',
  action,
  sourcePost: POST,
  lastModifiedAt: 1763733600000,
  ...rest,
});

export const linkedin: Specimen = {
  sign: (body, secret) => ({
    'x-li-signature': createHmac('sha256', secret).update('hmacsha256=').update(body).digest('hex'),
  }),
  textKey: 'text',
  envelope: (notifications) => ({ type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', notifications }),
  comment: (n, text) =>
    notification('COMMENT', {
      notificationId: n,
      generatedActivity: `urn:li:comment:(activity:900,${n})`,
      decoratedGeneratedActivity: {
        comment: {
          entity: `urn:li:comment:(${POST},${n})`,
          owner: 'urn:li:person:oqv1St',
          object: POST,
          text,
        },
      },
    }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    notification('COMMENT', {}),
    notification('COMMENT', { generatedActivity: POST }),
    notification('COMMENT', { generatedActivity: 'urn:li:comment:(activity:900)' }),
    notification('COMMENT', {
      generatedActivity: 'urn:li:comment:(activity:900,1)',
      decoratedGeneratedActivity: { comment: { text: 3 } },
    }),
    notification('COMMENT_DELETE', { generatedActivity: 7 }),
    notification('SHARE_MENTION', { sourcePost: 'x' }),
    notification('TELEPORT', { generatedActivity: 'urn:li:comment:(activity:900,1)' }),
    notification(undefined, { text: 'x' }),
    notification({}, {}),
  ],
};
