import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { isUnreachable } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type Victim, victim } from '@/server/platform/jobs/proof/killing'
import { ownDatabase } from '@/server/platform/jobs/proof/own-database'
import { deliverLeftMails } from './deliver'
import { closeScripted, scripted } from './proof/scripted'
import { queueMail } from './queue'
import { cutOffAfterMs } from './rules'

const mails = 80
const kills = 3
/** How many mails of an organisation are being sent at once; so many may be uncertain after a kill. */
const atOnce = 4

const database = await ownDatabase('mail_kill', { migrated: true })
Object.assign(process.env, { DATABASE_URL: database.url, APP_DATABASE_URL: database.appUrl })
const owner = new pg.Pool({ connectionString: database.url, max: 1 })
owner.on('error', () => {})
let killed: Victim | null = null
afterAll(async () => {
  killed?.end()
  await closeScripted()
  await Promise.all([closeNotifier(), closeConnections(), owner.end()])
  await database.drop()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Ends every database connection of the program, as a restart of the database would. */
const cutDatabase = () =>
  owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )

/**
 * Asks again while the database is away, as a person would who got that answer. The effect key makes the second request
 * harmless.
 */
async function untilHeard(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const failure = await ask().then(
      () => null,
      (error) => error,
    )
    if (!failure) return
    if (!isUnreachable(failure)) throw failure
  }
}

test('with senders killed and the database cut, no mail is sent twice, lost, or left in sending for ever', async () => {
  const { ctx } = await makeOrganisation()
  const { url, texts } = await scripted({
    TEXT: (socket) => void setTimeout(() => socket.write('250 taken\r\n'), 40 * Math.random()),
  })
  process.env.SMTP_URL = url
  killed = await victim('server/platform/mail/proof/killable-mails', database.url)
  await killed.start()
  const organisation = { objectType: 'organisation', objectId: ctx.organisationId, to: 'buyer@customer.test' }
  const queueAll = async () => {
    for (let n = 0; n < mails; n++) {
      const words = { subject: `Mail ${n}`, text: 't', html: '<p>t</p>' }
      const queued = queueMail(ctx, { effectKey: newId(ctx.now), kind: 'INVITATION', ...organisation, ...words })
      await untilHeard(() => read(ctx, queued))
      await pause(25)
    }
  }
  const harm = async () => {
    for (let kill = 0; kill < kills; kill++) {
      await pause(200 + Math.random() * 300)
      await cutDatabase()
      await pause(200 + Math.random() * 300)
      await killed?.killAndStart()
    }
  }
  await Promise.all([queueAll(), harm()])
  const states = async () => {
    const [rows] = await read(
      ctx,
      sql<{
        id: string
        state: string
        attempts: number
      }>`SELECT id, state, attempts FROM mail WHERE organisation_id = ${ctx.organisationId} ORDER BY id`,
    )
    return rows
  }
  // A mail whose sender lost the database before the text began waits two minutes for its next attempt.
  const untried = async () => (await states()).filter(({ state, attempts }) => state === 'QUEUED' && attempts === 0)
  await expect.poll(untried, { timeout: 90_000, interval: 200 }).toEqual([])
  // Mails of dead senders are released when their time has passed; those whose text had not begun are then sent.
  await pause(1_000)
  await deliverLeftMails({ ...ctx, now: new Date(Date.now() + cutOffAfterMs + 60_000) })
  const ended = await states()
  const arrivals = (id: string) => texts.filter((text) => text.toLowerCase().includes(`message-id: <${id}@`)).length
  expect(ended).toHaveLength(mails)
  expect(ended.filter(({ state }) => !['SENT', 'UNCERTAIN'].includes(state))).toEqual([])
  expect(ended.filter(({ id }) => arrivals(id) > 1)).toEqual([])
  expect(ended.filter(({ id, state }) => state === 'SENT' && arrivals(id) !== 1)).toEqual([])
  expect(ended.filter(({ state }) => state === 'UNCERTAIN').length).toBeLessThanOrEqual(kills * atOnce)
}, 240_000)
