/** Seals platform tokens with the installation's key before they are stored: AES-256-GCM, a fresh nonce each. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface TokenVault {
  seal(token: string): string;
  /** Null when the key does not fit or the text was altered: the account must be connected anew. */
  open(sealed: string): string | null;
}

const FORMAT = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `secretKey` is SECRET_KEY; any length from 32 characters. */
export function createTokenVault(secretKey: string): TokenVault {
  const key = createHash('sha256').update('uppsikt token vault').update(secretKey).digest();
  return {
    seal(token) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
      return `${FORMAT}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(sealed) {
      const [format, body = ''] = sealed.split('.');
      const bytes = Buffer.from(body, 'base64url');
      if (format !== FORMAT || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const token = Buffer.concat([
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ]);
        return token.toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
