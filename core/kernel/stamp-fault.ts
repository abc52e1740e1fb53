/** Why a time stamp does not hold: codes that every catalogue explains. */

/**
 * altered: no answer that can be read, over another text, or its signature is wrong. refused: the authority says no.
 * purpose: the certificate is not one for time stamps. signer: the answer was not made for the certificate beside it.
 * expired: at its own time the certificate was not valid. untrusted: none of the named authorities stands behind it.
 */
export type StampFault =
  | 'altered'
  | 'refused'
  | 'purpose'
  | 'signer'
  | 'expired'
  | 'untrusted'
  | 'nonce'
  | 'policy';
