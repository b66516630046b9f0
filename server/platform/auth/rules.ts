export const minimumPasswordLength = 10

const wellKnown = [
  'password',
  'passwort',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'changeme',
  'abcdefghij',
  '1234567890',
  '0123456789',
  '9876543210',
]

/** A password must keep this many characters after well-known words and the person's own name are removed. */
const ownPart = 8

/** The reason why a password is too easy to guess, as a code; undefined when it is acceptable. */
export function passwordWeakness(password: string, about: readonly string[] = []): 'SHORT' | 'GUESSABLE' | undefined {
  if ([...password].length < minimumPasswordLength) return 'SHORT'
  const plain = password.toLowerCase()
  if (new Set(plain).size < 4) return 'GUESSABLE'
  const rest = [...wellKnown, ...about.map((word) => word.toLowerCase()).filter((word) => word.length > 3)].reduce(
    (text, word) => text.replaceAll(word, ''),
    plain,
  )
  return [...rest].length < ownPart ? 'GUESSABLE' : undefined
}

export const attemptLimits = { windowMs: 15 * 60_000, perAccount: 5, perAddress: 30 } as const
export const sessionLifetimeMs = 7 * 24 * 3_600_000
export const passwordLinkLifetimeMs = 3_600_000
export const addressLinkLifetimeMs = 7 * 24 * 3_600_000
export const linkPurposes = ['PASSWORD', 'ADDRESS'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

export const accountMailKinds = ['PASSWORD', 'ADDRESS', 'PASSWORD_CHANGED'] as const
export type AccountMailKind = (typeof accountMailKinds)[number]

/**
 * The delay before the next attempt. It is short, because a person waits for this mail; null after about four hours,
 * when the mail is given up.
 */
export function accountMailDelayMs(attempts: number): number | null {
  const delaysSeconds = [5, 60, 240, 900, 1_800, 3_600, 7_200]
  const seconds = delaysSeconds[attempts - 1]
  return seconds === undefined ? null : seconds * 1_000
}

export const invitationLifetimeMs = 7 * 24 * 3_600_000
