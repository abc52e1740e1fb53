/** What must not leave by open mail: what is, or may be, covered by secrecy. Pure; in doubt it is. */
import type { EvidencePackage } from '../evidence/package.ts';
import type { Item } from '../inbox/item.ts';

/** As the item stands, before anything is built of it. */
export const mayBeSecretItem = ({ verdicts }: Pick<Item, 'verdicts'>): boolean =>
  verdicts.some(({ category, level }) => category === 'secrecy' && level !== 'none');

/** As it was sealed: what a person decided counts beside what was measured. */
export const mayBeSecret = ({
  secrecy,
  removal,
  findings,
}: Pick<EvidencePackage, 'secrecy' | 'removal' | 'findings'>): boolean =>
  secrecy !== null ||
  removal?.reason === 'secrecy' ||
  removal?.axis === 'secrecy' ||
  findings.some(({ category, level }) => category === 'secrecy' && level !== 'none');
