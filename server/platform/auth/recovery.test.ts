import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { type Catcher, startCatcher } from '@/server/platform/mail/catcher'
import { listCaught, readCaught } from '@/server/platform/mail/caught'
import { systemClock } from '@/server/platform/time/clock'
import { team } from '../organisation/queries'
import { register, rename, signUp } from './accounts'
import { sendAccountMails } from './mails'
import {
  addressLink,
  confirmAddress,
  passwordLink,
  requestPasswordLink,
  resendAddressLink,
  resetPassword,
} from './recovery'
import { closeOtherSessions, enterSession, openSession, signIn } from './sessions'

let directory: string
let catcher: Catcher
const before = process.env.SMTP_URL
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mail-'))
  catcher = await startCatcher({ port: 0, directory })
  process.env.SMTP_URL = `smtp://127.0.0.1:${catcher.port}`
})
afterAll(async () => {
  process.env.SMTP_URL = before
  await catcher.close()
  await rm(directory, { recursive: true })
})

const mark = () => randomBytes(5).toString('hex')
const password = 'three unrelated words'
async function person() {
  const email = `person-${mark()}@example.test`
  const { userId } = await register({ email, name: 'Pat Person', password })
  return { email, userId, address: `10.0.0.${mark()}` }
}

const caught = (to: string) => listCaught(directory, { to })

/** Waits for this many mails to an address and answers the secrets of their links, newest first. */
async function links(to: string, count: number): Promise<string[]> {
  await sendAccountMails(100)
  await vi.waitFor(async () => expect(await caught(to)).toHaveLength(count), { timeout: 20_000, interval: 50 })
  const mails = await Promise.all((await caught(to)).map(({ id }) => readCaught(directory, id)))
  return mails.flatMap((mail) => /\/(?:password|confirm)\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? [])
}

describe('a forgotten password', () => {
  it('is replaced by a mailed link, once, and every session ends', async () => {
    const { email, userId, address } = await person()
    const [here, there] = [await openSession(userId), await openSession(userId)]
    await requestPasswordLink({ email }, address)
    await requestPasswordLink({ email }, address)
    const [token = '', other = ''] = await links(email, 2)
    expect(await passwordLink({ token })).toEqual({ email })
    expect(await refused(resetPassword({ token, next: 'password123' }, address))).toBe('PASSWORD_WEAK')
    const next = 'quite another phrase'
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => refused(resetPassword({ token, next }, address))),
    )
    expect(outcomes.sort()).toEqual(['LINK_VOID', 'LINK_VOID', 'LINK_VOID', 'done'])
    expect(await refused(resetPassword({ token: other, next }, address))).toBe('LINK_VOID')
    for (const session of [here, there]) expect((await enterSession(session, undefined)).person).toBeNull()
    expect(await refused(signIn(email, password, mark()))).toBe('SIGN_IN_FAILED')
    const entered = await enterSession(await signIn(email, next, mark()), undefined)
    expect(entered.person).toMatchObject({ email, confirmed: true })
    await sendAccountMails(100)
    await vi.waitFor(async () => expect((await caught(email))[0]?.subject).toBe('Your password was changed'), {
      timeout: 20_000,
      interval: 50,
    })
  })

  it('gets the same answer whether the account exists or not, and only a limited number of times', async () => {
    const { email } = await person()
    const nobody = `nobody-${mark()}@example.test`
    for (const who of [email, nobody]) {
      const outcomes: string[] = []
      for (let time = 0; time < 6; time++) outcomes.push(await refused(requestPasswordLink({ email: who }, mark())))
      expect(outcomes).toEqual([...Array(5).fill('done'), 'TOO_MANY_ATTEMPTS'])
    }
    expect(await links(email, 5)).toHaveLength(5)
    expect(await caught(nobody)).toEqual([])
    expect(await refused(signIn(email, password, mark()))).toBe('done')
  })

  it('can be replaced for an hour, and a link of one purpose does not serve the other', async () => {
    const { email, address } = await person()
    await requestPasswordLink({ email }, address)
    const [token = ''] = await links(email, 1)
    expect(await refused(confirmAddress({ token }))).toBe('LINK_VOID')
    const late = vi.spyOn(systemClock, 'now').mockReturnValue(new Date(Date.now() + 3_601_000))
    expect(await refused(passwordLink({ token }))).toBe('LINK_VOID')
    expect(await refused(resetPassword({ token, next: 'quite another phrase' }, address))).toBe('LINK_VOID')
    late.mockRestore()
    expect(await refused(passwordLink({ token }))).toBe('done')
    expect(await refused(passwordLink({ token: `${token.slice(0, -1)}!` }))).toBe('LINK_VOID')
  })
})

describe('an address', () => {
  it('is confirmed by the link of the sign-up or by a later link', async () => {
    const email = `new-${mark()}@example.test`
    const { userId } = await signUp({ email, name: 'New Person', password }, mark())
    const sessionId = await openSession(userId)
    const who = async () => (await enterSession(sessionId, undefined)).person ?? expect.fail('signed out')
    expect((await who()).confirmed).toBe(false)
    await resendAddressLink(await who(), mark())
    const [later = '', first = ''] = await links(email, 2)
    expect(await addressLink({ token: first })).toEqual({ email })
    expect(await refused(passwordLink({ token: first }))).toBe('LINK_VOID')
    await confirmAddress({ token: first })
    expect((await who()).confirmed).toBe(true)
    expect(await refused(confirmAddress({ token: first }))).toBe('LINK_VOID')
    await confirmAddress({ token: later })
    await resendAddressLink(await who(), mark())
    expect(await caught(email)).toHaveLength(2)
  })
})

describe('a person', () => {
  it('is renamed in every team, and can end all other sessions', async () => {
    const mine = await makeOrganisation()
    const { userId } = mine.owner
    const [here, there] = [await openSession(userId), await openSession(userId)]
    await rename({ userId }, { name: 'Olive Branch' })
    const { person: me } = await enterSession(here, mine.organisation.slug)
    expect(me?.name).toBe('Olive Branch')
    expect((await team(mine.ctx)).members).toMatchObject([{ name: 'Olive Branch' }])
    const theirs = await makeOrganisation()
    const theirSession = await openSession(theirs.owner.userId)
    expect(await closeOtherSessions(me ?? expect.fail('signed out'))).toEqual({ closed: 1 })
    expect((await enterSession(there, undefined)).person).toBeNull()
    expect((await enterSession(here, undefined)).person).toMatchObject({ userId })
    expect((await enterSession(theirSession, undefined)).person?.name).toBe('Olive Owner')
  })
})
