import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { rowsIn } from '@/prisma/seed/rows'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { acceptQuote } from './accept-quote'
import { mailAnswer } from './mail-answer'

let made: MadeOrganisation
let ctx: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  ;({ customerId } = await makeCustomer(ctx, { name: 'Iris Garden Supplies' }))
  ;({ productId } = await makeProduct(ctx))
  vi.stubEnv('NEXTAUTH_URL', 'https://trade.example.test')
})
afterAll(() => vi.unstubAllEnvs())

const { sent } = quoting(() => ({ ctx, customerId, productId }))
const rows = rowsIn(() => ctx)
const heard = (quoteId: string, { kind = 'PORTAL', ...payload }: { kind?: string; reason?: string } = {}) =>
  mailAnswer(ctx, { actor: { kind, id: null }, payload, objects: [['quote', quoteId]] } as unknown as RecordedEvent)
const mails = (quoteId: string) =>
  rows(
    sql`SELECT to_address, subject, body->>'text' AS text FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${quoteId} AND kind = 'QUOTE_ANSWERED' ORDER BY id`,
  )
const team = (disabled: boolean) =>
  read(
    ctx,
    sql`UPDATE membership SET disabled_at = ${disabled ? ctx.now : null} WHERE organisation_id = ${ctx.organisationId} AND user_id = ${ctx.actor.id}`,
  )
const house = (email: string | null) =>
  read(ctx, sql`UPDATE organisation SET email = ${email} WHERE id = ${ctx.organisationId}`)

it('who wrote a quote is told once that its customer accepted it, what the order waits for, and where it is', async () => {
  const id = await sent()
  const { orderId, number } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
  expect([await heard(id), await heard(id)]).toEqual([{ mailed: true }, { mailed: false }])
  const [mail, ...more] = await mails(id)
  expect([mail?.toAddress, more]).toEqual([made.owner.email, []])
  expect(mail?.subject).toMatch(/^Iris Garden Supplies has accepted quote /)
  expect(mail?.text).toContain(`Ada Buyer accepted it just now; it is order ${number}. It waits for `)
  expect(mail?.text).toContain(`https://trade.example.test/${ctx.organisation.slug}/order/${orderId}`)
})

it('a declined quote is told with the reason and the way to the quote, on this machine where no address is set', async () => {
  vi.stubEnv('NEXTAUTH_URL', undefined)
  const id = await sent()
  await heard(id, { reason: 'Too dear' })
  vi.stubEnv('NEXTAUTH_URL', 'https://trade.example.test')
  const [mail] = await mails(id)
  expect(mail?.subject).toMatch(/^Iris Garden Supplies has declined quote /)
  expect(mail?.text).toContain('They said: Too dear')
  expect(mail?.text).toContain(`http://localhost:3000/${ctx.organisation.slug}/order/quotes/${id}`)
})

it('nobody is told what a seller recorded, or of a quote of another organisation', async () => {
  const id = await sent()
  expect(await heard(id, { kind: 'PERSON' })).toEqual({ mailed: false })
  const stranger = (await makeOrganisation()).ctx
  const event = { actor: { kind: 'PORTAL' }, payload: {}, objects: [['quote', id]] } as unknown as RecordedEvent
  expect(await mailAnswer(stranger, event)).toEqual({ mailed: false })
  expect(await mails(id)).toEqual([])
})

it('when who wrote it has left the team the house is told, if it has an address', async () => {
  const [first, second] = [await sent(), await sent()]
  await team(true)
  await house('desk@example.test')
  expect(await heard(first)).toEqual({ mailed: true })
  expect((await mails(first)).map((mail) => mail.toAddress)).toEqual(['desk@example.test'])
  await house(null)
  expect(await heard(second)).toEqual({ mailed: false })
  await team(false)
  expect(await mails(second)).toEqual([])
})
