import { describe, expect, it } from 'vitest'
import {
  accountMailDelayMs,
  accountMailKinds,
  addressLinkLifetimeMs,
  attemptLimits,
  invitationLifetimeMs,
  linkPurposes,
  passwordLinkLifetimeMs,
  passwordWeakness,
  sessionLifetimeMs,
} from './rules'

describe('a password', () => {
  it.each([
    ['correct horse', [], undefined],
    ['abcdfghik', [], 'SHORT'],
    ['abcdfghikm', [], undefined],
    // Ten signs, each of two units of UTF-16.
    ['😀😁😂😃😄😅😆😇😈', [], 'SHORT'],
    ['😀😁😂😃😄😅😆😇😈😉', [], undefined],
    ['aaaaaaaaaaaaaaaa', [], 'GUESSABLE'],
    ['abcabcabcabcabc', [], 'GUESSABLE'],
    ['abcdabcdabcdabcd', [], undefined],
    ['Password12345', [], 'GUESSABLE'],
    ['PASSWORDzxvbnmkj', [], undefined],
    ['passwordzxvbnmk', [], 'GUESSABLE'],
    ['hildegard-1', ['Hildegard'], 'GUESSABLE'],
    ['hildegard-1', [], undefined],
    ['hildegard-zxvbn', ['Hildegard'], 'GUESSABLE'],
    ['hildegard-zxvbnmk', ['Hildegard'], undefined],
    // A name of three letters is in too many words.
    ['ada-adbcf-ada', ['Ada'], undefined],
    ['adam-adam-x', ['Adam'], 'GUESSABLE'],
  ])('%s of a person called %j: %s', (password, about, weakness) => {
    expect(passwordWeakness(password, about)).toBe(weakness)
  })

  it.each(
    'password passwort qwertyuiop qwertzuiop azertyuiop asdfghjkl iloveyou letmein welcome administrator changeme abcdefghij 1234567890 0123456789 9876543210'.split(
      ' ',
    ),
  )('is guessable when it is %s and little more', (word) => {
    expect(passwordWeakness(`${word}xvzkm`)).toBe('GUESSABLE')
  })
})

describe('links, sessions and mails of an account', () => {
  const [minute, day] = [60_000, 86_400_000]
  it('last as long as their pages and mails say', () => {
    expect(attemptLimits).toEqual({ windowMs: 15 * minute, perAccount: 5, perAddress: 30 })
    expect([sessionLifetimeMs, addressLinkLifetimeMs, invitationLifetimeMs]).toEqual([7 * day, 7 * day, 7 * day])
    expect(passwordLinkLifetimeMs).toBe(60 * minute)
    expect([...linkPurposes, ...accountMailKinds]).toEqual([
      'PASSWORD',
      'ADDRESS',
      'PASSWORD',
      'ADDRESS',
      'PASSWORD_CHANGED',
    ])
  })

  it('are tried again soon, then less often, and given up after some hours', () => {
    const delays = Array.from({ length: 9 }, (_, attempts) => accountMailDelayMs(attempts))
    const inSeconds = delays.map((delay) => (delay === null ? null : delay / 1000))
    expect(inSeconds).toEqual([null, 5, 60, 240, 900, 1800, 3600, 7200, null])
  })
})
