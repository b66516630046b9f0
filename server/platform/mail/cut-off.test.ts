import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { newId } from '@/server/platform/context/ids'
import { closeConnections, pool } from '@/server/platform/database/db'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { deliverLeftMails, deliverMail } from './deliver'
import { closeScripted, drop, type Script, say, scripted } from './proof/scripted'
import { queueMail } from './queue'
import { sendMailAgain, setMailAside, unsentMails } from './unsent'

// What happens to a mail when the conversation, its sender or the database is cut off in the middle.

let us: MadeOrganisation
let them: MadeOrganisation
const before = process.env.SMTP_URL
beforeAll(async () => {
  us = await makeOrganisation()
  them = await makeOrganisation()
})
afterEach(async () => {
  await closeScripted()
  await read(us.ctx, sql`UPDATE mail SET state = 'SET_ASIDE' WHERE organisation_id = ${us.ctx.organisationId}`)
})
afterAll(() => {
  process.env.SMTP_URL = before
})

async function server(script: Script): Promise<string[]> {
  const { url, texts } = await scripted(script)
  process.env.SMTP_URL = url
  return texts
}

async function queued(): Promise<string> {
  const [objectId, effectKey] = [newId(us.ctx.now), newId(us.ctx.now)]
  const about = {
    effectKey,
    kind: 'INVITATION' as const,
    objectType: 'invitation',
    objectId,
    to: 'buyer@customer.test',
  }
  const words = { subject: 'Come in', text: 'At LINK', html: '<p>LINK</p>', secrets: { LINK: 'the secret' } }
  const [[made]] = await read(us.ctx, queueMail(us.ctx, { ...about, ...words }))
  return made?.id ?? expect.fail('no mail')
}

const rowOf = async (id: string) => {
  const [[row]] = await read(
    us.ctx,
    sql<{
      state: string
      attempts: number
      failure: string | null
      textAt: Date | null
      body: object
    }>`SELECT state, attempts, failure, text_at, body FROM mail WHERE organisation_id = ${us.ctx.organisationId} AND id = ${id}`,
  )
  return row
}
/** A promise that a test resolves by hand. */
function moment() {
  let come = () => {}
  const came = new Promise<void>((resolve) => {
    come = resolve
  })
  return { come, came }
}
const later = (minutes: number) => ({ ...us.ctx, now: new Date(us.ctx.now.getTime() + minutes * 60_000) })

/** Leaves a mail as a killed process does; `text` says whether its text had begun to be sent. */
async function leftBehind({ text }: { text: boolean }): Promise<string> {
  const id = await queued()
  await read(
    us.ctx,
    sql`UPDATE mail SET state = 'SENDING', attempts = 1, attempted_at = ${us.ctx.now}, text_at = ${text ? us.ctx.now : null}
      WHERE organisation_id = ${us.ctx.organisationId} AND id = ${id}`,
  )
  return id
}

describe('the conversation', () => {
  it.each<[string, Script, string]>([
    ['before DATA', { DATA: drop }, 'QUEUED'],
    ['after the text, before the 250', { TEXT: drop }, 'UNCERTAIN'],
    ['by a refusal for now', { TEXT: say('451 later') }, 'QUEUED'],
    ['by a refusal for good', { RCPT: say('550 no such box') }, 'FAILED'],
  ])('cut off %s', async (_when, script, state) => {
    await server(script)
    const id = await queued()
    await deliverMail(us.ctx, id)
    expect(await rowOf(id)).toMatchObject({ state, attempts: 1 })
    const texts = await server({})
    await deliverLeftMails(later(2.1))
    expect(texts.length).toBe(state === 'QUEUED' ? 1 : 0)
    expect(await rowOf(id)).toMatchObject({ state: state === 'QUEUED' ? 'SENT' : state })
  })
})

describe('a sender that died', () => {
  it('before the text: the mail is sent five minutes later', async () => {
    const texts = await server({})
    const id = await leftBehind({ text: false })
    await deliverLeftMails(later(4))
    expect(await rowOf(id)).toMatchObject({ state: 'SENDING' })
    await deliverLeftMails(later(6))
    expect(await rowOf(id)).toMatchObject({ state: 'SENT', attempts: 2 })
    expect(texts).toHaveLength(1)
  })

  it('after the text: the outcome is unknown, and a person decides', async () => {
    const texts = await server({})
    const [again, aside] = [await leftBehind({ text: true }), await leftBehind({ text: true })]
    await deliverLeftMails(later(6))
    expect(texts).toEqual([])
    const { mails } = await unsentMails(us.ctx)
    expect(mails.filter(({ id }) => id === again || id === aside)).toMatchObject([
      { state: 'UNCERTAIN', kind: 'INVITATION', toAddress: 'buyer@customer.test', subject: 'Come in' },
      { state: 'UNCERTAIN' },
    ])
    expect(await unsentMails(them.ctx)).toEqual({ count: 0, mails: [] })
    await expect(sendMailAgain(them.ctx, { id: again })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await sendMailAgain(us.ctx, { id: again })
    await expect(sendMailAgain(us.ctx, { id: again })).rejects.toMatchObject({ code: 'STALE' })
    await setMailAside(us.ctx, { id: aside })
    await deliverLeftMails(us.ctx)
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain('the secret')
    expect(await rowOf(again)).toMatchObject({ state: 'SENT', failure: null })
    expect(await rowOf(aside)).toMatchObject({ state: 'SET_ASIDE' })
    expect(JSON.stringify(await rowOf(aside))).not.toContain('the secret')
  })

  it('but only seemed dead: its outcome still counts, and it sends nothing that another sender has taken over', async () => {
    const [says, goesOn] = [moment(), moment()]
    const texts = await server({
      TEXT: (socket) => {
        says.come()
        void goesOn.came.then(() => socket.write('250 taken\r\n'))
      },
    })
    const slow = await queued()
    const sending = deliverMail(us.ctx, slow)
    await says.came
    await deliverLeftMails(later(6))
    expect(await rowOf(slow)).toMatchObject({ state: 'UNCERTAIN' })
    goesOn.come()
    await sending
    expect(await rowOf(slow)).toMatchObject({ state: 'SENT' })

    const late = await queued()
    const asked = moment()
    process.env.SMTP_URL = (
      await scripted({
        DATA: (socket) => {
          asked.come()
          setTimeout(() => socket.write('354 go on\r\n'), 400)
        },
      })
    ).url
    const first = deliverMail(us.ctx, late)
    await asked.came
    await read(
      us.ctx,
      sql`UPDATE mail SET state = 'QUEUED' WHERE organisation_id = ${us.ctx.organisationId} AND id = ${late}`,
    )
    expect(await first).toMatchObject({ outcome: 'REFUSED', code: 'WITHHELD' })
    expect(await rowOf(late)).toMatchObject({ state: 'QUEUED', textAt: null })
    expect(texts).toHaveLength(1)
  })
})

describe('the database', () => {
  /** Makes the database unreachable from now on for this long. */
  function away(ms: number): void {
    const connect = vi
      .spyOn(pool(), 'connect')
      .mockRejectedValue(new Error('Connection terminated unexpectedly') as never)
    setTimeout(() => connect.mockRestore(), ms)
  }

  it('is away when the outcome is known: the outcome is stored when it returns', async () => {
    const texts = await server({
      TEXT: (socket) => {
        away(1_200)
        say('250 taken')(socket)
      },
    })
    const id = await queued()
    expect(await deliverMail(us.ctx, id)).toMatchObject({ outcome: 'SENT' })
    expect(await rowOf(id)).toMatchObject({ state: 'SENT' })
    expect(texts).toHaveLength(1)
  })

  it('is away just before the text: no text is sent, and the mail is sent later', async () => {
    let texts = await server({
      DATA: (socket) => {
        away(1_200)
        say('354 go on')(socket)
      },
    })
    const id = await queued()
    expect(await deliverMail(us.ctx, id)).toMatchObject({ outcome: 'REFUSED', code: 'WITHHELD' })
    expect(texts).toEqual([])
    expect(await rowOf(id)).toMatchObject({ state: 'QUEUED', textAt: null })
    texts = await server({ TEXT: say('250 taken') })
    await deliverLeftMails(later(3))
    expect(await rowOf(id)).toMatchObject({ state: 'SENT' })
    expect(texts).toHaveLength(1)
  })
})

it('many mails that wait for a later time do not delay mails that are due', async () => {
  const texts = await server({})
  await read(
    us.ctx,
    sql`INSERT INTO mail (organisation_id, id, effect_key, kind, object_type, object_id, to_address, subject, body, state, attempts, attempted_at, created_at)
      SELECT ${us.ctx.organisationId}, gen_random_uuid(), 'waits/' || n, 'QUOTE', 'quote', gen_random_uuid(), 'x@customer.test', 's', '{"text":"t","html":"h"}', 'QUEUED', 5,
        ${us.ctx.now}, ${new Date(0)} FROM generate_series(1, 120) n`,
  )
  const id = await queued()
  expect(await deliverLeftMails(us.ctx)).toEqual({ sent: 1 })
  expect(await rowOf(id)).toMatchObject({ state: 'SENT' })
  expect(texts).toHaveLength(1)
})

it('a mail is tried eight times by itself, and as often again when a person asks for it', async () => {
  await server({ RCPT: say('451 later') })
  const id = await queued()
  for (const round of [8, 16]) {
    for (let attempt = 0; attempt < 12; attempt++) await deliverLeftMails(later(round * 1_000 + attempt * 400))
    expect(await rowOf(id)).toMatchObject({ state: 'FAILED', attempts: round })
    await sendMailAgain(us.ctx, { id })
  }
}, 60_000)

afterAll(closeConnections)
