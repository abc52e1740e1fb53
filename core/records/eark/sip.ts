/** An E-ARK information package (SIP) with a CITS ERMS record: one folder, one representation. */
import type { EvidencePackage, PackageFile } from '../../evidence/package.ts';
import { contentFiles, writtenFile } from '../content-files.ts';
import { packageName } from '../package-format.ts';
import { archiveReadMe } from '../read-me.ts';
import captureSchema from './capture-schema.json' with { type: 'json' };
import { erms } from './erms.ts';
import { type EarkFormat, type FileGroup, sipMets } from './mets.ts';
import { brokenRules } from './sip-rules.ts';
import { xmlTree } from './xml-tree.ts';

const DATA = 'representations/rep1/data';

export function earkFiles(evidence: EvidencePackage, format: EarkFormat, pdf: Uint8Array): PackageFile[] {
  const utf8 = new TextEncoder();
  const content = contentFiles(evidence, pdf);
  const descriptive = writtenFile(evidence, 'metadata/descriptive/erms.xml', erms(evidence, content, DATA));
  const groups: FileGroup[] = [
    {
      use: 'Documentation',
      files: [
        writtenFile(evidence, 'documentation/readme.txt', utf8.encode(archiveReadMe(evidence, format))),
      ],
    },
    {
      use: 'Schemas',
      files: [
        writtenFile(
          evidence,
          'schemas/capture.schema.json',
          utf8.encode(`${JSON.stringify(captureSchema, null, 2)}\n`),
        ),
      ],
    },
    {
      use: 'Representations/rep1',
      files: content.map(({ name, mime, bytes, sha256, createdAt }) => ({
        path: `${DATA}/${name}`,
        mime,
        bytes,
        sha256,
        createdAt,
      })),
    },
  ];
  const objectId = packageName(evidence.captureId, format);
  const mets = sipMets(evidence, { format, objectId, descriptive, groups });
  const files = [descriptive, ...groups.flatMap((group) => group.files)];
  const broken = brokenRules({
    mets: xmlTree(mets),
    files: new Map(files.map(({ path, bytes }) => [path, bytes])),
    root: objectId,
  });
  // An archive refuses such a package weeks later; here it is a mistake of ours that shows at once.
  if (broken.length > 0) throw new Error(`The package would break ${broken.join(', ')}.`);
  return [writtenFile(evidence, 'METS.xml', mets), ...files];
}
