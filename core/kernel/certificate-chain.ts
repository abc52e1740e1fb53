/**
 * Whether somebody who is believed stands behind a certificate. The path is looked for here, a few steps long, since the
 * library follows certificates that vouch for each other for ever; whether the path may be walked it says (RFC 5280).
 */
import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';

const MAX_STEPS = 8;
/** A token that brings more than this along brings them for another reason. */
const MAX_CERTIFICATES = 32;

const read = (certificate: pkijs.Certificate): X509Certificate =>
  new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)));

interface Known {
  readonly certificate: pkijs.Certificate;
  readonly x509: X509Certificate;
  readonly isBelieved: boolean;
}

const hasIssued = (issuer: Known, { x509 }: Known): boolean =>
  x509.checkIssued(issuer.x509) && x509.verify(issuer.x509.publicKey);

/** From the certificate upwards to the first that is believed; null: there is no way. */
function pathFrom(path: readonly Known[], known: readonly Known[]): readonly Known[] | null {
  const last = path.at(-1);
  if (last === undefined || last.isBelieved) return path;
  if (path.length > MAX_STEPS) return null;
  for (const issuer of known) {
    if (path.some(({ x509 }) => x509.fingerprint256 === issuer.x509.fingerprint256)) continue;
    const found = hasIssued(issuer, last) ? pathFrom([...path, issuer], known) : null;
    if (found !== null) return found;
  }
  return null;
}

export interface ChainGiven {
  /** What came along, in no order. */
  readonly beside: readonly pkijs.Certificate[];
  /** In DER. */
  readonly authorities: readonly Uint8Array[];
  /** When it must have been valid. */
  readonly at: Date;
}

export async function chainFault(
  signer: pkijs.Certificate,
  { beside, authorities, at }: ChainGiven,
): Promise<'untrusted' | 'expired' | null> {
  const known = (certificate: pkijs.Certificate, isBelieved: boolean): Known => ({
    certificate,
    x509: read(certificate),
    isBelieved,
  });
  const believed = authorities.map((der) =>
    known(pkijs.Certificate.fromBER(Uint8Array.from(der).buffer), true),
  );
  const own = known(signer, false);
  // The authority's own certificate may be the one that is believed.
  if (believed.some(({ x509 }) => x509.fingerprint256 === own.x509.fingerprint256)) return null;
  const others = beside.slice(0, MAX_CERTIFICATES).map((certificate) => known(certificate, false));
  const path = pathFrom([own], [...believed, ...others]);
  const anchor = path?.at(-1);
  if (!path || anchor === undefined) return 'untrusted';
  const certificates = path.map(({ certificate }) => certificate);
  if (certificates.some(({ notBefore, notAfter }) => at < notBefore.value || at > notAfter.value))
    return 'expired';
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: [anchor.certificate],
    // Whom it is about stands last.
    certs: [...certificates.slice(1, -1), signer],
    checkDate: at,
  });
  return (await engine.verify()).result ? null : 'untrusted';
}

/** Certificates in PEM, one or several after the other, as DER. @throws where there is none, or one cannot be read. */
export function certificatesIn(pem: string): Uint8Array[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu) ?? [];
  if (found.length === 0) throw new Error('There is no certificate in it.');
  return found.map((text) => new X509Certificate(text).raw);
}
