import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { lookUp, sent } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { ownDatabase } from '@/server/platform/jobs/proof/own-database'
import { closeScripted, drop, type Script, say, scripted } from '@/server/platform/mail/proof/scripted'
import { systemClock } from '@/server/platform/time/clock'
import { register } from './accounts'
import { accountMailsWaiting, sendAccountMails, startAccountMails } from './mails'
import { passwordLink, requestPasswordLink } from './recovery'

// This test has its own database, because a sender takes every mail that it finds there.
const database = await ownDatabase('account_mails', { migrated: true })
process.env.APP_DATABASE_URL = database.appUrl
const owner = new pg.Client({ connectionString: database.url })
const before = process.env.SMTP_URL
beforeAll(() => owner.connect())
beforeEach(() => owner.query('DELETE FROM account_mail'))
afterEach(async () => {
  vi.restoreAllMocks()
  await closeScripted()
})
afterAll(async () => {
  process.env.SMTP_URL = before
  await Promise.all([owner.end(), closeConnections(), closeNotifier()])
  await database.drop()
})

const mark = () => randomBytes(5).toString('hex')

async function person(): Promise<string> {
  const email = `person-${mark()}@example.test`
  await register({ email, name: 'Pat Person', password: 'three unrelated words' })
  return email
}
async function server(script: Script): Promise<string[]> {
  const { url, texts } = await scripted(script)
  process.env.SMTP_URL = url
  return texts
}
const rows = async () => (await owner.query('SELECT * FROM account_mail ORDER BY id')).rows
const later = (seconds: number) => vi.spyOn(systemClock, 'now').mockReturnValue(new Date(Date.now() + seconds * 1_000))
const tokenIn = (text = '') => /\/password\/([\w-]{43})/.exec(text.replace(/=\r\n/g, ''))?.[1] ?? ''

describe('a mail about an account', () => {
  it('is stored in the same way, with as many trips, whether the account exists or not', async () => {
    const texts = await server({})
    const asked: [trips: number, statements: number][] = []
    for (const email of [await person(), `nobody-${mark()}@example.test`]) {
      const start = { ...sent }
      await requestPasswordLink({ email }, mark())
      asked.push([sent.trips - start.trips, sent.statements - start.statements])
    }
    expect(asked[0]).toEqual(asked[1])
    expect((await rows()).map(({ id: _id, email: _email, asked_at: _asked, due_at: _due, ...rest }) => rest)).toEqual(
      Array(2).fill({ kind: 'PASSWORD', attempts: 0, failure: null, given_up_at: null }),
    )
    expect(await sendAccountMails(100)).toBe(2)
    expect(texts).toHaveLength(1)
    expect(await rows()).toEqual([])
  })

  it.each<[string, Script]>([
    ['that refuses for now', { RCPT: say('451 later') }],
    ['that is cut off before DATA', { DATA: drop }],
    ['that is cut off after the text', { TEXT: drop }],
  ])('outlives a server %s, and its link counts from when it is sent', async (_how, script) => {
    await server(script)
    const email = await person()
    await requestPasswordLink({ email }, mark())
    await sendAccountMails()
    expect(await rows()).toMatchObject([{ email, attempts: 1, given_up_at: null, failure: expect.any(String) }])
    const texts = await server({})
    expect(await sendAccountMails()).toBe(0)
    later(6)
    expect(await sendAccountMails()).toBe(1)
    expect(await rows()).toEqual([])
    expect(await passwordLink({ token: tokenIn(texts[0]) })).toEqual({ email })
    later(3_500)
    expect(await passwordLink({ token: tokenIn(texts[0]) })).toEqual({ email })
  })

  it('is due again when the process that sent it died', async () => {
    const texts = await server({})
    const email = await person()
    await requestPasswordLink({ email }, mark())
    const now = new Date()
    await lookUp(sql`SELECT * FROM auth_take_mails(${now}, ${new Date(now.getTime() + 300_000)}, 10)`)
    expect(await sendAccountMails()).toBe(0)
    later(301)
    expect(await sendAccountMails()).toBe(1)
    expect(texts).toHaveLength(1)
  })

  it('is sent once, although several senders run', async () => {
    const texts = await server({})
    for (let n = 0; n < 12; n++) await requestPasswordLink({ email: await person() }, mark())
    const taken = await Promise.all(Array.from({ length: 6 }, () => sendAccountMails(5)))
    expect(taken.reduce((sum, count) => sum + count)).toBe(12)
    expect(texts).toHaveLength(12)
  })

  it('is given up after eight attempts, or at once when refused for good, and is counted without a name', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    await server({ RCPT: say('451 later') })
    await requestPasswordLink({ email: await person() }, mark())
    for (let attempt = 0; attempt < 9; attempt++) {
      later(attempt * 8_000)
      await sendAccountMails()
    }
    expect(await rows()).toMatchObject([{ attempts: 8, failure: '451: 451 later', given_up_at: expect.any(Date) }])
    vi.restoreAllMocks()
    const again = vi.spyOn(console, 'error').mockImplementation(() => {})
    await server({ RCPT: say('550 no such box') })
    await requestPasswordLink({ email: await person() }, mark())
    await sendAccountMails()
    expect(await accountMailsWaiting()).toEqual({ waiting: 0n, oldestSeconds: 0n, givenUp: 2n })
    expect([...said.mock.calls, ...again.mock.calls].flat().join()).not.toContain('@')
  })

  it('is sent by the worker within seconds', async () => {
    const texts = await server({})
    const mails = startAccountMails()
    await requestPasswordLink({ email: await person() }, mark())
    await vi.waitFor(() => expect(texts).toHaveLength(1), { timeout: 20_000, interval: 50 })
    await mails.stop()
  })
})
