/** What must not leave by open mail: what is, or may be, covered by secrecy. Pure; in doubt it is. */
import type { EvidencePackage } from '../evidence/package.ts';
import type { Item } from '../inbox/item.ts';
import { flaggedIn } from '../moderation/verdict.ts';

/** As the item stands, before anything is built of it. */
export const mayBeSecretItem = ({ verdicts }: Pick<Item, 'verdicts'>): boolean =>
  flaggedIn(verdicts).includes('secrecy');

/** As it was sealed: what a person decided counts beside what was measured. */
export const mayBeSecret = ({
  secrecy,
  removal,
  findings,
}: Pick<EvidencePackage, 'secrecy' | 'removal' | 'findings'>): boolean =>
  secrecy !== null ||
  removal?.reason === 'secrecy' ||
  removal?.axis === 'secrecy' ||
  flaggedIn(findings).includes('secrecy');
