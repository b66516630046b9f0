/** First parts of URLs that belong to the program, so that no organisation can have them as its name. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'api',
  'app',
  'admin',
  'assets',
  'caught',
  'confirm',
  'demo',
  'docs',
  'favicon',
  'health',
  'help',
  'icon',
  'invitation',
  'kit',
  'landing',
  'legal',
  'mail',
  'mails',
  'new',
  'octet',
  'operations',
  'organisations',
  'password',
  'portal',
  'pricing',
  'privacy',
  'public',
  'robots',
  'settings',
  'sign-in',
  'sign-out',
  'sign-up',
  'static',
  'status',
  'support',
  'sw',
  'terms',
  'wasm',
  'www',
])

/** Whether an IBAN has the right check digits (ISO 13616, modulus 97). */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return false
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => Number.parseInt(sign, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

/** Whether both lists hold the same roles. */
export function sameRoles(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((role) => b.includes(role))
}

/** Whether the organisation would be left without an owner. */
export function leavesNoOwner(owners: readonly string[], userId: string, keepsOwner: boolean): boolean {
  return !keepsOwner && owners.length === 1 && owners[0] === userId
}
