import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link or key: 256 bits, safe in a URL. Only its hash is ever stored. */
export function newToken(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`
}

/** The SHA-256 hash by which a secret is stored and found. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
