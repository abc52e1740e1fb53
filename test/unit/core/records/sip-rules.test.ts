/** The MUST list of E-ARK: each rule is broken once, in a METS that holds otherwise, and shows. */
import { describe, expect, test } from '@jest/globals';
import { brokenRules, SIP_RULES, type SipOnHand } from '../../../../core/records/eark/sip-rules.ts';
import { xmlTree } from '../../../../core/records/eark/xml-tree.ts';
import { packageName } from '../../../../core/records/package-format.ts';
import { evidencePackage } from '../../../support/evidence-package.ts';
import { filesOf, KINDS, textOf } from '../../../support/records.ts';

const evidence = evidencePackage({ language: 'nb' });
const files = filesOf(evidence, 'eark-2.2');
const METS = textOf(files.find(({ path }) => path === 'METS.xml')!);
const ROOT = packageName(evidence.captureId, 'eark-2.2');
const others = new Map(
  files.filter(({ path }) => path !== 'METS.xml').map(({ path, bytes }) => [path, bytes]),
);

const sip = (mets: string, given: Partial<SipOnHand> = {}): SipOnHand => ({
  mets: xmlTree(new TextEncoder().encode(mets)),
  files: others,
  root: ROOT,
  ...given,
});

/** What is changed in the METS so that the rule breaks: a pattern and what comes in its place. */
const BREAKS: Readonly<Record<string, readonly [RegExp, string]>> = {
  CSIPSTR4: [/xmlns="http:\/\/www.loc.gov\/METS\/"/u, 'xmlns="urn:other"'],
  CSIP1: [/OBJID="[^"]+"/u, 'OBJID="another"'],
  CSIP2: [/TYPE="Mixed"/u, 'TYPE="mixed"'],
  CSIP6: [/PROFILE="[^"]+"/u, ''],
  CSIP117: [/<metsHdr[\s\S]+<\/metsHdr>/u, ''],
  CSIP7: [/CREATEDATE="[^"]+"/u, ''],
  CSIP9: [/csip:OAISPACKAGETYPE="SIP"/u, ''],
  CSIP10: [/<agent[\s\S]+<\/agent>/u, ''],
  CSIP11: [/ROLE="CREATOR" TYPE="OTHER"/u, 'ROLE="EDITOR" TYPE="OTHER"'],
  CSIP12: [/TYPE="OTHER" OTHERTYPE/u, 'TYPE="INDIVIDUAL" OTHERTYPE'],
  CSIP13: [/OTHERTYPE="SOFTWARE"/u, 'OTHERTYPE="PROGRAM"'],
  CSIP14: [/(OTHERTYPE="SOFTWARE">\s*)<name>[^<]*<\/name>/u, '$1'],
  CSIP15: [/<note csip:NOTETYPE="SOFTWARE VERSION">[^<]*<\/note>/u, ''],
  CSIP16: [/SOFTWARE VERSION/u, 'SOFTWARE'],
  CSIP18: [/<dmdSec ID="[^"]+"/u, '<dmdSec'],
  CSIP19: [/(<dmdSec ID="[^"]+") CREATED="[^"]+"/u, '$1'],
  CSIP22: [/<mdRef LOCTYPE="URL"/u, '<mdRef LOCTYPE="URN"'],
  CSIP23: [/(<mdRef [^>]*)xlink:type="simple"/u, '$1xlink:type="locator"'],
  CSIP24: [/(<mdRef [^>]*)xlink:href="[^"]+"/u, '$1'],
  CSIP25: [/ MDTYPE="[^"]+"/u, ''],
  CSIP26: [/(<mdRef [^>]*)MIMETYPE="[^"]+"/u, '$1'],
  CSIP27: [/(<mdRef [^>]*)SIZE="[^"]+"/u, '$1'],
  CSIP28: [/(<mdRef [^>]*)CREATED="[^"]+"/u, '$1'],
  CSIP29: [/(<mdRef [^>]*)CHECKSUM="[^"]+"/u, '$1'],
  CSIP30: [/(<mdRef [^>]*)CHECKSUMTYPE="[^"]+"/u, '$1'],
  CSIP59: [/<fileSec ID="[^"]+"/u, '<fileSec'],
  CSIP60: [/USE="Documentation"/u, 'USE="Docs"'],
  CSIP113: [/USE="Schemas"/u, 'USE="schema"'],
  CSIP114: [/USE="Representations\/rep1"/u, 'USE="Data"'],
  CSIP64: [/USE="Schemas"/u, ''],
  CSIP65: [/<fileGrp ID="[^"]+"/u, '<fileGrp'],
  CSIP66: [/(<fileGrp [^>]*USE="Schemas"[^>]*>)[\s\S]*?(<\/fileGrp>)/u, '$1$2'],
  CSIP67: [/<file ID="[^"]+"/u, '<file'],
  CSIP68: [/(<file [^>]*)MIMETYPE="[^"]+"/u, '$1'],
  CSIP69: [/(<file [^>]*)SIZE="[^"]+"/u, '$1'],
  CSIP70: [/(<file [^>]*)CREATED="[^"]+"/u, '$1'],
  CSIP71: [/(<file [^>]*)CHECKSUM="[^"]+"/u, '$1'],
  CSIP72: [/(<file [^>]*)CHECKSUMTYPE="[^"]+"/u, '$1'],
  CSIP76: [/<FLocat [^>]+>/u, ''],
  CSIP77: [/<FLocat LOCTYPE="URL"/u, '<FLocat LOCTYPE="URN"'],
  CSIP78: [/(<FLocat [^>]*)xlink:type="simple"/u, '$1xlink:type="locator"'],
  CSIP79: [/(<FLocat [^>]*)xlink:href="[^"]+"/u, '$1'],
  CSIP80: [/<structMap[\s\S]+<\/structMap>/u, ''],
  CSIP81: [/TYPE="PHYSICAL"/u, 'TYPE="LOGICAL"'],
  CSIP82: [/LABEL="CSIP"/u, 'LABEL="CSIP StructMap"'],
  CSIP83: [/<structMap ID="[^"]+"/u, '<structMap'],
  CSIP84: [/(<structMap[^>]*>)[\s\S]+(<\/structMap>)/u, '$1$2'],
  CSIP85: [/(<structMap[^>]*>\s*<div) ID="[^"]+"/u, '$1'],
  CSIP88: [/LABEL="Metadata"/u, 'LABEL="metadata"'],
  CSIP89: [/<div ID="[^"]+" LABEL="Metadata"/u, '<div LABEL="Metadata"'],
  CSIP94: [/<div ID="[^"]+" LABEL="Documentation"/u, '<div LABEL="Documentation"'],
  CSIP95: [/LABEL="Documentation"/u, 'LABEL="Docs"'],
  CSIP116: [/(LABEL="Documentation">\s*)<fptr [^>]+>/u, '$1'],
  CSIP98: [/<div ID="[^"]+" LABEL="Schemas"/u, '<div LABEL="Schemas"'],
  CSIP99: [/LABEL="Schemas"/u, 'LABEL="Schema"'],
  CSIP118: [/(LABEL="Schemas">\s*<fptr FILEID=")[^"]+/u, '$1uuid-other'],
  CSIP102: [/<div ID="[^"]+" LABEL="Representations"/u, '<div LABEL="Representations"'],
  CSIP103: [/LABEL="Representations"/u, 'LABEL="Representations/rep1"'],
  CSIP119: [/(LABEL="Representations">\s*)<fptr [^>]+>/u, '$1'],
  SIP2: [/PROFILE="[^"]+"/u, 'PROFILE="https://earksip.dilcis.eu/profile/E-ARK-CSIP.xml"'],
  SIP4: [/OAISPACKAGETYPE="SIP"/u, 'OAISPACKAGETYPE="AIP"'],
  SIP11: [/ROLE="ARCHIVIST" TYPE="ORGANIZATION"/u, 'ROLE="ARCHIVIST" TYPE="OTHER"'],
  SIP12: [/(ROLE="ARCHIVIST"[^>]*>\s*)<name>[^<]*<\/name>/u, '$1'],
  SIP14: [/(ROLE="ARCHIVIST"[\s\S]*?)NOTETYPE="IDENTIFICATIONCODE"/u, '$1NOTETYPE="CODE"'],
  SIP15: [/ROLE="CREATOR" TYPE="ORGANIZATION"/u, 'ROLE="EDITOR" TYPE="ORGANIZATION"'],
  SIP18: [/(ROLE="CREATOR" TYPE="ORGANIZATION">\s*)<name>[^<]*<\/name>/u, '$1'],
  SIP20: [/(ROLE="CREATOR" TYPE="ORGANIZATION"[\s\S]*?)NOTETYPE="IDENTIFICATIONCODE"/u, '$1NOTETYPE="CODE"'],
  'ids are names and differ': [/<dmdSec ID="uuid-/u, '<dmdSec ID="7:'],
  'sizes are true': [/ SIZE="\d+"/u, ' SIZE="1"'],
  'checksums are true': [/ CHECKSUM="[^"]+"/u, ` CHECKSUM="${'0'.repeat(64)}"`],
};
/** Broken by the package, not by its METS. */
const BY_PACKAGE: Readonly<Record<string, Partial<SipOnHand>>> = {
  CSIPSTR1: { root: '' },
  'every file is described': { files: new Map([...others, ['extra.txt', new Uint8Array()]]) },
};

describe('the MUST list of E-ARK', () => {
  test.each(Object.keys(KINDS))('A package of %s breaks no rule', (kind) => {
    for (const format of ['eark-2.1', 'eark-2.2'] as const)
      expect(filesOf(KINDS[kind]!(), format).length).toBeGreaterThan(5);
    expect(brokenRules(sip(METS))).toEqual([]);
  });

  test('Each rule is broken by one case, and each case is of a rule', () => {
    expect([...Object.keys(BREAKS), ...Object.keys(BY_PACKAGE)].sort()).toEqual(
      SIP_RULES.map(({ id }) => id).sort(),
    );
  });

  test.each(Object.keys(BREAKS))('A package that breaks %s is found', (id) => {
    const [pattern, instead] = BREAKS[id]!;
    const broken = METS.replace(pattern, instead);
    expect(broken).not.toBe(METS);
    expect(brokenRules(sip(broken))).toContain(id);
  });

  test.each(Object.keys(BY_PACKAGE))('A package that breaks %s by its files is found', (id) => {
    expect(brokenRules(sip(METS, BY_PACKAGE[id]))).toContain(id);
  });
});
