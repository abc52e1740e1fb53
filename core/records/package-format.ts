/** The forms in which one capture leaves the house, and which of them a board usually takes. */
import type { Country } from '../kernel/platform.ts';

export const PACKAGE_FORMATS = [
  'evidence',
  'pdf',
  'fgs-1.2',
  'eark-2.1',
  'eark-2.2',
  'arkivmelding-fiks',
  'arkivmelding-eformidling',
] as const;
export type PackageFormat = (typeof PACKAGE_FORMATS)[number];

/** The first is what a registrar opens without help; the rest are what archives of the country read (records.md 2). */
const OF_COUNTRY: Readonly<Record<Country, readonly PackageFormat[]>> = {
  SE: ['pdf', 'evidence', 'fgs-1.2', 'eark-2.1', 'eark-2.2'],
  NO: ['pdf', 'evidence', 'arkivmelding-fiks', 'arkivmelding-eformidling', 'eark-2.2'],
};

export const formatsOf = (country: Country): readonly PackageFormat[] => OF_COUNTRY[country];

/** The name of the folder or file, the same every time: no name of a person, nothing that XML takes ill as an id. */
export const packageName = (captureId: string, format: PackageFormat): string =>
  `uppsikt-${format}-${captureId}`;
