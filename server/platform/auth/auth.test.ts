import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { makeApiKey, revokeApiKey } from '../organisation/mutations/api-key'
import { disableMember } from '../organisation/mutations/team'
import { changePassword, register, signUp } from './accounts'
import { ctxFromApiKey, ctxFromPortalToken } from './keys'
import { hashPassword, verifyPassword } from './passwords'
import { passwordWeakness } from './rules'
import { closeSession, enterSession, openSession, organisationsOf, signIn } from './sessions'

const mark = () => randomBytes(5).toString('hex')
const password = 'three unrelated words'

async function person() {
  const email = `person-${mark()}@example.test`
  const { userId } = await register({ email: ` ${email.toUpperCase()} `, name: 'Pat Person', password })
  return { email, userId, sessionId: await openSession(userId), name: 'Pat Person', address: `10.0.0.${mark()}` }
}

describe('a password', () => {
  it.each([
    ['short', 'SHORT'],
    ['aaaaaaaaaaaa', 'GUESSABLE'],
    ['Password123', 'GUESSABLE'],
    ['1234567890', 'GUESSABLE'],
    ['qwertyuiop1!', 'GUESSABLE'],
    ['patperson2026', 'GUESSABLE'],
    ['three unrelated words', undefined],
    ['correct-horse', undefined],
    ['Tr0ub4dor&3xyz', undefined],
    ['密碼密碼密碼一二三四五', undefined],
  ])('%s is %s', (text, weakness) => expect(passwordWeakness(text, ['pat', 'person', 'patperson'])).toBe(weakness))

  it('takes equally long to check when there is no account', async () => {
    const passwordHash = await hashPassword(password)
    const quickest = async (known: string | undefined) => {
      const times: number[] = []
      for (let round = 0; round < 5; round++) {
        const start = performance.now()
        expect(await verifyPassword(known, 'wrong wrong wrong')).toBe(false)
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    await quickest(undefined)
    expect(await quickest(undefined)).toBeGreaterThan((await quickest(passwordHash)) / 3)
  })
})

describe('an account', () => {
  it('is found under any upper or lower case of its address', async () => {
    const { email } = await person()
    expect(await refused(register({ email, name: 'B', password }))).toBe('EMAIL_TAKEN')
    expect(await refused(register({ email: `x${email}`, name: 'B', password: 'password12' }))).toBe('PASSWORD_WEAK')
    expect(await refused(register({ email: 'no address', name: 'B', password }))).toMatch('e-mail address')
  })

  it('is made once when many requests come at the same time', async () => {
    const email = `race-${mark()}@example.test`
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => refused(register({ email, name: 'A', password }))),
    )
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'EMAIL_TAKEN')).toHaveLength(7)
  })

  it('changes its password only with the present one', async () => {
    const { address, ...who } = await person()
    const next = 'another three words'
    const elsewhere = await openSession(who.userId)
    expect(await refused(changePassword(who, { current: 'wrong wrong', next }, address))).toBe('PASSWORD_WRONG')
    expect(await refused(changePassword(who, { current: password, next: 'qwertyuiop' }, address))).toBe('PASSWORD_WEAK')
    await changePassword(who, { current: password, next }, address)
    expect(await refused(signIn(who.email, password, address))).toBe('SIGN_IN_FAILED')
    expect(await refused(signIn(who.email, next, address))).toBe('done')
    expect((await enterSession(who.sessionId, undefined)).person).toMatchObject({ userId: who.userId })
    expect((await enterSession(elsewhere, undefined)).person).toBeNull()
  })
})

describe('signing in', () => {
  it('opens a session that sign-out ends at once', async () => {
    const { email, userId, address } = await person()
    const sessionId = await signIn(email.toUpperCase(), password, address)
    expect((await enterSession(sessionId, undefined)).person).toMatchObject({ userId, email })
    await closeSession(sessionId)
    expect((await enterSession(sessionId, undefined)).person).toBeNull()
    expect((await enterSession("' OR 1=1", 'x')).person).toBeNull()
  })

  it('is refused after five failures, in the same words whether the address has an account or not', async () => {
    const { email } = await person()
    for (const who of [email, `nobody-${mark()}@example.test`]) {
      const outcomes: string[] = []
      for (let attempt = 0; attempt < 7; attempt++) outcomes.push(await refused(signIn(who, 'wrong wrong', mark())))
      expect(outcomes).toEqual([...Array(5).fill('SIGN_IN_FAILED'), 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS'])
    }
    expect(await refused(signIn(email, password, mark()))).toBe('TOO_MANY_ATTEMPTS')
  })

  it('lets at most five of many simultaneous attempts through', async () => {
    const { email } = await person()
    const outcomes = await Promise.all(Array.from({ length: 24 }, () => refused(signIn(email, 'wrong wrong', mark()))))
    expect(outcomes.filter((outcome) => outcome === 'SIGN_IN_FAILED').length).toBeLessThanOrEqual(5)
  })

  it('is refused to a network address that tried thirty accounts', async () => {
    const address = mark()
    for (let attempt = 0; attempt < 30; attempt++)
      await refused(signIn(`${mark()}@example.test`, 'wrong wrong', address))
    const { email } = await person()
    expect(await refused(signIn(email, password, address))).toBe('TOO_MANY_ATTEMPTS')
    expect(await refused(signUp({ email: `${mark()}@example.test`, name: 'A', password }, address))).toBe(
      'TOO_MANY_ATTEMPTS',
    )
    expect(await refused(signIn(email, password, mark()))).toBe('done')
  })

  it('forgets failures after a success', async () => {
    const { email, address } = await person()
    for (let attempt = 0; attempt < 4; attempt++) await refused(signIn(email, 'wrong wrong', address))
    await signIn(email, password, address)
    for (let attempt = 0; attempt < 4; attempt++)
      expect(await refused(signIn(email, 'wrong wrong', address))).toBe('SIGN_IN_FAILED')
  })
})

describe('entering an organisation', () => {
  it('is possible for members, and ends when they are disabled', async () => {
    const mine = await makeOrganisation()
    const theirs = await makeOrganisation()
    const sessionId = await signIn(mine.owner.email, mine.owner.password, mark())
    const entered = await enterSession(sessionId, mine.organisation.slug)
    expect(entered.membership).toMatchObject({ organisation: mine.organisation, roles: ['owner'] })
    for (const slug of [theirs.organisation.slug, 'no-such-slug', '']) {
      const { person: who, membership } = await enterSession(sessionId, slug)
      expect(who?.userId).toBe(mine.owner.userId)
      expect(membership).toBeNull()
    }
    expect(await organisationsOf(mine.owner.userId)).toMatchObject([{ slug: mine.organisation.slug }])
    expect(await refused(disableMember(mine.ctx, { userId: mine.owner.userId }))).toBe('LAST_OWNER')
  })
})

describe('an API key', () => {
  it('mints a context of its organisation until it is revoked', async () => {
    const { ctx } = await makeOrganisation()
    const { id, key } = await makeApiKey(ctx, { name: 'Shop' })
    const minted = await ctxFromApiKey(`Bearer ${key}`)
    expect(minted).toMatchObject({ organisationId: ctx.organisationId, actor: { kind: 'KEY', id } })
    // The name of a scheme may be written in any case (RFC 9110).
    expect(await ctxFromApiKey(`bearer ${key}`)).toMatchObject({ organisationId: ctx.organisationId })
    for (const wrong of [null, '', key, 'Bearer ', `Bearer ${key}x`, 'Basic abc'])
      expect(await ctxFromApiKey(wrong)).toBeUndefined()
    expect(await refused(revokeApiKey((await makeOrganisation()).ctx, { id }))).toBe('NOT_FOUND')
    await revokeApiKey(ctx, { id })
    expect(await refused(revokeApiKey(ctx, { id }))).toBe('STALE')
    expect(await ctxFromApiKey(`Bearer ${key}`)).toBeUndefined()
    expect(await ctxFromPortalToken(key)).toBeUndefined()
  })
})
