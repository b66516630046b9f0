import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { addContact } from '@/server/customer/mutations/contact'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type Catcher, startCatcher } from './catcher'
import { listCaught, readCaught } from './caught'
import { deliverLeftMails, deliverMail } from './deliver'
import { queueMail } from './queue'

let us: MadeOrganisation
let directory: string
let catcher: Catcher
const before = process.env.SMTP_URL

beforeAll(async () => {
  us = await makeOrganisation()
  directory = await mkdtemp(join(tmpdir(), 'mail-'))
  catcher = await startCatcher({ port: 0, directory })
  process.env.SMTP_URL = `smtp://127.0.0.1:${catcher.port}`
})

afterAll(async () => {
  process.env.SMTP_URL = before
  await catcher.close()
  await rm(directory, { recursive: true })
})

async function queue(ctx: Ctx, effectKey: string): Promise<string | undefined> {
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey,
      kind: 'QUOTE',
      objectType: 'quote',
      objectId: newId(ctx.now),
      to: 'buyer@example.test',
      subject: `About ${effectKey}`,
      text: 'See https://link.invalid/x',
      html: '<p>See https://link.invalid/x</p>',
      secrets: { 'https://link.invalid/x': 'https://octet.test/portal/secret' },
    }),
  )
  return made?.id
}

const stateOf = async (id: string) => {
  const [[row]] = await read(
    us.ctx,
    sql<{
      state: string
      attempts: number
      body: Record<string, unknown>
    }>`SELECT state, attempts, body FROM mail WHERE organisation_id = ${us.ctx.organisationId} AND id = ${id}`,
  )
  return row
}

it('sends a mail once, inserts the secret only while sending, and then deletes it', async () => {
  const id = (await queue(us.ctx, 'a')) as string
  expect(await queue(us.ctx, 'a')).toBeUndefined()
  const outcomes = await Promise.all([deliverMail(us.ctx, id), deliverMail(us.ctx, id), deliverMail(us.ctx, id)])
  expect(outcomes.filter(Boolean)).toMatchObject([{ outcome: 'SENT' }])
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', attempts: 1 })
  expect(JSON.stringify((await stateOf(id))?.body)).not.toContain('portal/secret')
  const [caught] = await listCaught(directory)
  expect((await readCaught(directory, caught?.id as string))?.text).toContain('https://octet.test/portal/secret')
})

it('tries again later when the server does not answer, and sends the mails that were left', async () => {
  const id = (await queue(us.ctx, 'b')) as string
  const url = process.env.SMTP_URL
  process.env.SMTP_URL = 'smtp://127.0.0.1:1'
  expect(await deliverMail(us.ctx, id)).toMatchObject({ outcome: 'REFUSED', permanent: false })
  expect(await stateOf(id)).toMatchObject({ state: 'QUEUED', attempts: 1 })
  process.env.SMTP_URL = url
  expect(await deliverLeftMails(us.ctx)).toEqual({ sent: 0 })
  expect(await deliverLeftMails({ ...us.ctx, now: new Date(us.ctx.now.getTime() + 300_000) })).toEqual({ sent: 1 })
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', attempts: 2 })
})

it('goes in one conversation to every contact of its purpose, and to nobody else', async () => {
  const { ctx } = us
  const { customerId } = await makeCustomer(ctx, { email: 'all@example.test' })
  for (const [name, purpose] of [
    ['pay', 'INVOICES'],
    ['books', 'INVOICES'],
    ['gate', 'DELIVERIES'],
  ] as const)
    await addContact(ctx, { customerId, name, email: `${name}@example.test`, purposes: [purpose] })
  const objectId = newId(ctx.now)
  const about = { effectKey: 'two', objectType: 'invoice', objectId, customerId }
  const [[made]] = await read(
    ctx,
    queueMail(ctx, { ...about, kind: 'invoice', subject: 'For two', text: 'Hello', html: '<p>Hello</p>' }),
  )
  expect(await deliverMail(ctx, made?.id as string)).toMatchObject({ outcome: 'SENT' })
  const caught = (await listCaught(directory)).filter((mail) => mail.subject === 'For two')
  expect(caught.map((mail) => mail.to.toSorted())).toEqual([['books@example.test', 'pay@example.test']])
})
