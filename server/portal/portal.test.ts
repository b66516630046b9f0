import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { setLimit } from '@/server/credit/mutations/limit'
import { portalPaper } from '@/server/documents'
import { listWaiting } from '@/server/home/queries/waiting'
import { orderFunctions } from '@/server/order/functions'
import { acceptQuote, declineQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { mailConfirmation } from '@/server/order/mutations/mail-order'
import { writeQuote } from '@/server/order/mutations/quote'
import { sendQuote } from '@/server/order/mutations/send-quote'
import { quoteRecord } from '@/server/order/queries/quotes'
import { orderRecord } from '@/server/order/queries/record'
import { type CreditState, type LineQuantities, position } from '@/server/order/rules/position'
import { newQuantities } from '@/server/order/rules/quantities'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type RecordedEvent, reactionsTo } from '@/server/platform/jobs/functions'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { loadOrganisation, organisationSettings } from '@/server/platform/organisation/queries'
import { virtualClock } from '@/server/platform/time/clock'
import { speak } from '@/server/platform/words/words'
import { sentence } from '@/server/words'
import { portalView } from './queries'
import { progressWords, shipmentWords } from './words/en'

// A Monday morning before the cut-off: goods that leave now arrive on Wednesday. The clock of the machine is set,
// because requests by a link use it.
const monday = new Date('2026-11-30T09:00:00Z')
const clock = virtualClock(monday)
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: monday })
})
afterAll(() => {
  vi.useRealTimers()
})
let made: MadeOrganisation
let ctx: Ctx
const phone = '+353 1 555 0199'

beforeAll(async () => {
  made = await makeOrganisation({ clock })
  const { version } = await organisationSettings(made.ctx)
  await changeOrganisation(made.ctx, { version, phone, email: 'sales@seller.example' })
  const organisation = await loadOrganisation(made.organisation.id)
  ctx = mintCtx({ ...made.ctx, organisation, clock })
})

interface Mail {
  kind: string
  toAddress: string
  subject: string
  body: { text: string; secrets?: Record<string, string>; papers?: { kind: string }[] }
}
const mailsAbout = async (id: string) => {
  const [rows] = await read(
    ctx,
    sql<Mail>`SELECT kind, to_address, subject, body FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${id} ORDER BY created_at, id`,
  )
  return rows
}

/** Sends a quote for a mug that is in stock and a jug of which two are missing; answers it with the secret of its link. */
async function sent(more = {}) {
  const { customerId } = await makeCustomer(ctx, { name: 'Harbour Café', ...more })
  await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  const mug = await makeProduct(ctx, { name: 'Blue mug', stock: 10, unitPrice: '12.5' })
  const jug = await makeProduct(ctx, { name: 'Tall jug', stock: 1, unitPrice: '30' })
  const lines = [
    { productId: mug.productId, quantity: 4 },
    { productId: jug.productId, quantity: 3 },
  ]
  const { id } = await writeQuote(ctx, { customerId, validUntil: '2026-12-20', lines })
  await sendQuote(ctx, { id })
  const [mail] = await mailsAbout(id)
  const token = Object.values(mail?.body.secrets ?? {})[0]
    ?.split('/')
    .at(-1) as string
  return { id, mail: mail as Mail, token, mug, jug }
}

describe('a quote, on its customer’s side', () => {
  it('names the day, what is short, SKU, unit price, ship-to and the seller’s telephone in mail and page, and has a PDF', async () => {
    const { id, mail, token, mug, jug } = await sent()
    const { text, papers } = mail.body
    for (const said of [mug.sku, '€12.50', '€30.00', phone, 'sales@seller.example', '1 Main Street', 'attached'])
      expect(text).toContain(said)
    expect(text).toContain(`2 of Tall jug (${jug.sku}) would wait for new stock`)
    expect(text).toContain('what is there would be with you on Wed 2 Dec 2026 if you accept today')
    expect(papers).toMatchObject([{ kind: 'quote', objectId: id }])
    const view = await portalView({ token }, '10.1.0.1')
    expect(view).toMatchObject({ seller: { phone }, order: null })
    expect(view.outlook).toMatchObject({ arrivesOn: null, partOn: '2026-12-02', noPromise: 'STOCK', waits: [0, 2] })
    expect(view.outlook?.shipTo.line).toBe('1 Main Street')
    const { bytes, fileName } = await portalPaper({ token, kind: 'quote' }, '10.1.0.1')
    expect([fileName, bytes.subarray(0, 5).toString()]).toEqual([`${view.quote.number}.pdf`, '%PDF-'])
    const again = await portalPaper({ token, kind: 'quote' }, '10.1.0.1')
    expect(again.bytes.equals(bytes)).toBe(true)
    await expect(portalPaper({ token, kind: 'order' }, '10.1.0.1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(portalPaper({ token: 'x'.repeat(43), kind: 'quote' }, '10.1.0.1')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('tells the day on which all of it is there', async () => {
    const { customerId } = await makeCustomer(ctx)
    await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
    const { productId } = await makeProduct(ctx, { stock: 10 })
    const { id } = await writeQuote(ctx, { customerId, validUntil: '2026-12-20', lines: [{ productId, quantity: 4 }] })
    await sendQuote(ctx, { id })
    expect((await mailsAbout(id))[0]?.body.text).toContain('all of it would be with you on Wed 2 Dec 2026')
  })

  it('shows the order once accepted: which product waits, when the rest comes, where it goes; so does the confirmation', async () => {
    const { id, token, jug } = await sent()
    const portal = mintCtx({ organisation: ctx.organisation, actor: { kind: 'PORTAL', id: null }, clock })
    const { orderId } = await acceptQuote(portal, { id, name: 'Ada Buyer' })
    await mailConfirmation(ctx, orderId)
    const confirmed = (await mailsAbout(orderId)).find((mail) => mail.kind === 'ORDER_CONFIRMATION')
    const text = confirmed?.body.text ?? ''
    expect(text).toContain(`2 of Tall jug (${jug.sku}) wait for new stock`)
    expect(text).toContain('What is there comes first and should be with you on Wed 2 Dec 2026')
    const below = `\n  ${jug.sku}\n  2 of them wait for new stock\n`
    for (const said of ['€12.50', '1 Main Street', phone, below]) expect(text).toContain(said)
    const { order } = await portalView({ token }, '10.1.0.2')
    expect(order).toMatchObject({ waitsFor: 'PICKING', customerCollects: false, shipments: [] })
    expect(order?.lines.map(({ sku, backordered }) => [sku, backordered])).toContainEqual([jug.sku, 2])
    expect((await portalPaper({ token, kind: 'order' }, '10.1.0.2')).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

/** Runs the mail reactions twice for every event about a record, because an executor may do so. */
async function told(type: string, id: string) {
  const [events] = await read(
    ctx,
    sql<RecordedEvent>`SELECT e.id, e.name, e.at, e.payload, jsonb_build_object('kind', e.actor_kind, 'id', e.actor_id) AS actor,
        (SELECT jsonb_agg(jsonb_build_array(x.object_type, x.object_id)) FROM event_object x WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id) AS objects
      FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = ${type} AND o.object_id = ${id}
      WHERE e.organisation_id = ${ctx.organisationId} ORDER BY e.id`,
  )
  for (const event of [...events, ...events])
    for (const reaction of reactionsTo(orderFunctions, event.name))
      if (reaction.id.includes('.mail-')) await reaction.run(ctx, event)
  return mailsAbout(id)
}

describe('what the seller hears and the customer is told of changes', () => {
  const portalCtx = () => mintCtx({ organisation: ctx.organisation, actor: { kind: 'PORTAL', id: null }, clock })

  it('the author of a quote gets one mail as soon as it is accepted or declined, and sees the answer on the home page', async () => {
    const [yes, no] = [await sent(), await sent()]
    await acceptQuote(portalCtx(), { id: yes.id, name: 'Ada Buyer', reference: 'PO-77' })
    await declineQuote(portalCtx(), { id: no.id, reason: 'too dear' })
    const [accepted, ...more] = (await told('quote', yes.id)).filter((mail) => mail.kind === 'QUOTE_ANSWERED')
    expect(more).toEqual([])
    const [[owner]] = await read(
      ctx,
      sql<{
        email: string
      }>`SELECT email FROM membership WHERE organisation_id = ${ctx.organisationId} AND user_id = ${ctx.actor.id}`,
    )
    expect(accepted?.toAddress).toBe(owner?.email)
    expect(accepted?.subject).toMatch(/^Harbour Café has accepted quote/)
    expect(accepted?.body.text).toContain('Ada Buyer accepted it')
    const declined = (await told('quote', no.id)).find((mail) => mail.kind === 'QUOTE_ANSWERED')
    expect(declined?.body.text).toContain('too dear')
    const { rows } = await listWaiting(ctx, { kind: 'ANSWERED' })
    expect(rows.map((row) => row.recordId)).toEqual(expect.arrayContaining([yes.id, no.id]))
    expect((await portalView({ token: yes.token }, '10.1.0.3')).order?.customerReference).toBe('PO-77')
  })

  it('a person accepts for a customer who telephoned: the order is the same, the person is recorded and gets no mail about it', async () => {
    const { id } = await sent()
    const { orderId } = await acceptQuote(ctx, { id, name: 'Grace Purchaser', reference: 'PO-9' })
    const { quote, timeline } = await quoteRecord(ctx, { id })
    const [[me]] = await read(
      ctx,
      sql<{
        name: string
      }>`SELECT name FROM membership WHERE organisation_id = ${ctx.organisationId} AND user_id = ${ctx.actor.id}`,
    )
    expect(quote).toMatchObject({ state: 'ACCEPTED', orderId, acceptedBy: 'Grace Purchaser', takenByName: me?.name })
    const said = timeline.find((event) => event.name === 'order/quote.accepted')
    expect(said && sentence(said, ctx.organisation)).toBe('Quote accepted by the customer, who told us')
    expect((await told('quote', id)).map((mail) => mail.kind)).toEqual(['QUOTE'])
    expect((await listWaiting(ctx, { kind: 'ANSWERED' })).rows.map((row) => row.recordId)).not.toContain(id)
  })

  it('an amendment names old and new quantity, price, number and total, and what was added, but no internal note', async () => {
    const { id, mug, jug } = await sent()
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    await amend(ctx, { orderId, note: 'ring twice' })
    const later = mintCtx({
      ...ctx,
      organisation: ctx.organisation,
      clock: virtualClock(new Date(ctx.now.getTime() + 60_000)),
    })
    await amend(later, {
      orderId,
      customerReference: 'PO-2',
      lines: [{ lineId: line?.id as string, quantity: 3, unitPrice: '11' }],
      added: [{ productId: jug.productId, quantity: 2 }],
    })
    const [mail, ...more] = (await told('order', orderId)).filter(({ kind }) => kind === 'ORDER_AMENDMENT')
    expect(more).toEqual([])
    const text = mail?.body.text ?? ''
    expect(text).toContain(`Blue mug (${mug.sku}): 3 instead of 4, unit price €11.00 instead of €12.50`)
    expect(text).toContain(`New: 2 of Tall jug (${jug.sku}), unit price €30.00`)
    expect(text).toContain(`4 of Tall jug (${jug.sku}) wait for new stock`)
    expect(text).toContain('Your order number: PO-2 instead of none')
    expect(text).toMatch(/Total: €[\d.,]+ instead of €[\d.,]+/)
    const references = ['x'.repeat(100), 'y'.repeat(100)]
    for (const customerReference of references) await amend(later, { orderId, customerReference })
  })
})

describe('how far an order is, told to its customer', () => {
  const few = [0, 1, 2]
  const lines: LineQuantities[] = few.flatMap((backordered) =>
    few.flatMap((reserved) =>
      few.flatMap((picked) =>
        few.flatMap((shipped) =>
          few
            .filter((packed) => packed <= picked)
            .map((packed) => ({
              ...newQuantities,
              kind: 'GOODS',
              ordered: backordered + reserved + picked + shipped,
              backordered,
              reserved,
              picked,
              packed,
              shipped,
              open: 0,
            })),
        ),
      ),
    ),
  )
  const credits: CreditState[] = ['PASSED', 'NOT_NEEDED', 'REFERRED', 'HELD', 'DECLINED', 'AWAITING_PAYMENT']

  it('says "getting ready", "packed" or "waits" only when the lines are', () => {
    const seen = new Set<string>()
    for (const line of lines)
      for (const creditState of credits)
        for (const addressMissing of [false, true]) {
          const where = position([line], {
            creditState,
            openMinor: 0n,
            overdue: false,
            addressMissing,
            asks: null,
            deliveryRule: 'PART',
          })
          const said = progressWords({ ...line, ...where, customerCollects: false, sent: line.shipped })
          seen.add(said)
          const going = creditState === 'PASSED' || creditState === 'NOT_NEEDED'
          const free = going && !addressMissing
          const what = JSON.stringify([line, creditState, addressMissing, said])
          if (/We are getting/.test(said)) expect(free && line.picked > 0, what).toBe(true)
          if (/packed/.test(said)) expect(free && line.picked > 0 && line.packed === line.picked, what).toBe(true)
          if (/reserved for you/.test(said)) expect(free && line.reserved > 0 && line.picked === 0, what).toBe(true)
          if (/waits? for new stock/.test(said)) expect(free && line.backordered > 0, what).toBe(true)
          if (said === '') expect(line.shipped > 0 && line.picked + line.reserved + line.backordered === 0).toBe(true)
        }
    expect(seen.size).toBeGreaterThan(10)
  })

  it('says of a shipment only what is known: it left, arrived, probably arrived, or went wrong', () => {
    const say = speak({ currency: 'EUR', locale: 'en-IE', timeZone: 'UTC' })
    const at = new Date('2026-12-01T15:00:00Z')
    const none = {
      leftAt: null,
      deliveredAt: null,
      proof: null,
      troubleSince: null,
      expectedOn: '2026-12-02',
      movedTo: null,
    }
    const of = (shipment: object) =>
      shipmentWords({ state: 'DISPATCHED', ...none, ...shipment }, (when) => when.toISOString().slice(0, 10), say)
    expect(of({})).toBe('Packed and about to leave, expected with you on Wed 2 Dec.')
    expect(of({ leftAt: at })).toBe('On its way since Tue 1 Dec, expected with you on Wed 2 Dec.')
    expect(of({ state: 'DELIVERED', leftAt: at, deliveredAt: at, proof: 'PROVEN' })).toBe('Delivered on Tue 1 Dec.')
    expect(of({ state: 'DELIVERED', leftAt: at, deliveredAt: at, proof: 'ASSUMED' })).toMatch(/^Should have reached/)
    expect(of({ state: 'FAILED', leftAt: at, troubleSince: at })).toMatch(/^Did not arrive/)
    expect(of({ state: 'PLANNED', movedTo: '2026-12-04' })).toContain('Fri 4 Dec')
  })
})
