import { createHash } from 'node:crypto'

/** The Authorization header that goes with a signing key, as the SDK makes it. */
export function bearerOf(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? ''
  const key = signingKey.slice(prefix.length)
  return `Bearer ${prefix}${createHash('sha256').update(key, 'hex').digest('hex')}`
}
