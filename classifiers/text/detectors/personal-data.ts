/** Secrecy by numbers: identity and account numbers, and addresses or phone numbers given for somebody else. */
import { findPersonalData, type PersonalDataKind } from '../../../core/moderation/personal-data.ts';
import { has } from '../draft/cues.ts';
import type { Detector, Draft } from '../draft/draft.ts';

const IDENTITY: ReadonlySet<PersonalDataKind> = new Set([
  'personnummer',
  'samordningsnummer',
  'fodselsnummer',
  'd-number',
  'cpr',
  'hetu',
  'reserve-number',
]);
const ACCOUNTS: ReadonlySet<PersonalDataKind> = new Set(['bank-account', 'iban']);

/** A phone number or a street counts only where another person is spoken of, and no business is. */
const aboutSomebody = (draft: Draft): boolean =>
  has(draft.cues, 'person') &&
  !has(draft.cues, 'own') &&
  !draft.findings.some(({ category }) => category === 'ads');

export const personalDataDetector: Detector = {
  detect(draft) {
    const somebody = aboutSomebody(draft);
    for (const { start, end, kind } of findPersonalData(draft.text.original)) {
      const identity = IDENTITY.has(kind);
      const account = ACCOUNTS.has(kind);
      const contact = (kind === 'phone' || kind === 'street') && somebody;
      if (!identity && !account && !contact) continue;
      draft.findings.push({
        category: 'secrecy',
        verdictKind: identity ? 'personalNumber' : 'privacyIntrusion',
        severity: identity ? 3 : 1,
        strength: identity ? 'strong' : 'none',
        start,
        end,
        kind: 'number',
        reason: `secrecy.${kind}`,
      });
    }
  },
};
