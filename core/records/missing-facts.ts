/** What a format has a place for and the municipality has not said: an export without it says so. Pure. */
import type { EvidencePackage } from '../evidence/package.ts';
import { MISSING_FACTS, type MissingFact } from './not-set.ts';
import type { PackageFormat } from './package-format.ts';

/** The older arkivmelding has no place for a number; the evidence package leaves it to its report. */
const NUMBERED: ReadonlySet<PackageFormat> = new Set([
  'pdf',
  'evidence',
  'fgs-1.2',
  'eark-2.1',
  'eark-2.2',
  'arkivmelding-fiks',
]);
const AGREED: ReadonlySet<PackageFormat> = new Set(['fgs-1.2', 'eark-2.1', 'eark-2.2']);

export function missingFacts(
  { municipality }: Pick<EvidencePackage, 'municipality'>,
  format: PackageFormat,
): MissingFact[] {
  const { organisationNumber, submissionAgreement = null } = municipality;
  const isMissing: Readonly<Record<MissingFact, boolean>> = {
    'organisation-number': organisationNumber === null && NUMBERED.has(format),
    'submission-agreement': submissionAgreement === null && AGREED.has(format),
  };
  return MISSING_FACTS.filter((fact) => isMissing[fact]);
}
