import { beforeAll, describe, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeProduct } from '@/server/catalog/mutations/product'
import { productRecord } from '@/server/catalog/queries'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { putBack } from '@/server/fulfilment/mutations/put-back'
import { release } from '@/server/fulfilment/mutations/release'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { plan } from '@/server/shipping/mutations/plan'
import { checkOrganisation } from '@/server/simulation/check/check'
import { refusalWords, sentence } from '@/server/words'
import { invoicePaper } from './documents/invoice'
import { issueForShipment } from './mutations/issue'
import { issueCreditNote } from './mutations/issue-credit-note'
import { printed } from './queries/printed'

let ctx: Ctx
let customerId: string

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = (await makeCustomer(ctx)).customerId
})

const kilograms = { unit: 'KGM', places: 3, unitPrice: '4.19', weightGrams: 1000 } as const
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ')

describe('a product that is sold by the kilogram', () => {
  it('is ordered, shipped in parts, invoiced and credited to the gram', async () => {
    const { productId } = await makeProduct(ctx, { ...kilograms, stock: 10_000 })
    expect(await productRecord(ctx, productId)).toMatchObject({ priceQuantity: 1000, unit: 'KGM', places: 3 })
    const { orderId, grossMinor } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2755 }] })
    const first = await issueForShipment(ctx, await ship(ctx, orderId, 1250))
    const second = await issueForShipment(ctx, await ship(ctx, orderId, 1505))
    const [one, two] = [await printed(ctx, first.invoiceId as string), await printed(ctx, second.invoiceId as string)]
    expect([one.netMinor, two.netMinor]).toEqual([524n, 631n])
    expect(one.lines).toMatchObject([{ quantity: 1250, unit: 'KGM', places: 3, priceQuantity: 1000 }])
    expect(BigInt(grossMinor)).toBe(1154n + (1154n * 23n + 50n) / 100n)
    const cells = invoicePaper(one, ctx.organisation).table.rows[0]?.cells
    expect([plain(cells?.[3]), plain(cells?.[4])]).toEqual(['1.25 kg', '4.19 / kg'])
    const credit = await issueCreditNote(ctx, {
      invoiceId: first.invoiceId as string,
      reason: 'DAMAGED',
      lines: [{ position: 1, quantity: 250 }],
    })
    const note = await printed(ctx, credit.creditNoteId)
    expect([note.netMinor, plain(invoicePaper(note, ctx.organisation).table.rows[0]?.cells[3])]).toEqual([
      -105n,
      '0.25 kg',
    ])
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('keeps its unit as soon as a quantity of it is written down', async () => {
    const { productId } = await makeProduct(ctx, { unitPrice: '2', priceQuantity: 100 })
    const facts = { id: productId, name: 'Rope', unitPrice: '2', priceQuantity: 100 }
    await changeProduct(ctx, { ...facts, unit: 'MTR', places: 2 })
    expect(await productRecord(ctx, productId)).toMatchObject({ priceQuantity: 10_000, unit: 'MTR', places: 2 })
    await confirm(ctx, { customerId, lines: [{ productId, quantity: 150 }] })
    expect(await refused(changeProduct(ctx, { ...facts, places: 1 }))).toBe('UNIT_USED')
    await changeProduct(ctx, { ...facts, name: 'Strong rope', unit: 'MTR' })
    expect(await productRecord(ctx, productId)).toMatchObject({ name: 'Strong rope', priceQuantity: 10_000 })
  })

  it('is said in its unit by every sentence on its way: short, refused, picked, packed, shipped and back', async () => {
    const { productId } = await makeProduct(ctx, { ...kilograms, stock: 2000 })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2755 }] })
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    const orderLineId = line?.id as string
    const refusedInWords = async (work: Promise<unknown>) => {
      const answer = await refusedWith(work)
      return answer === 'done' ? answer : plain(refusalWords(answer[0], answer[1], ctx.organisation))
    }
    await release(ctx, orderId)
    const [task] = await tasksOfOrder(ctx, orderId)
    const taskId = task?.id as string
    expect(await refusedInWords(pick(ctx, { orderId, picks: [{ taskId, quantity: 2001 }] }))).toContain(
      'only 2 kg more',
    )
    await shortPick(ctx, { taskId, picked: 1250, cause: 'NOT_FOUND' })
    const parcels = [{ lines: [{ orderLineId, quantity: 1251 }] }]
    expect(await refusedInWords(pack(ctx, { orderId, parcels }))).toContain('at most 1.25 kg can be packed')
    expect(await refusedInWords(putBack(ctx, { orderId, lines: [{ orderLineId, quantity: 1300 }] }))).toContain(
      'at most 1.25 kg can be put back',
    )
    await pack(ctx, { orderId })
    const { shipmentId } = await plan(ctx, orderId)
    await dispatch(ctx, { shipmentId: shipmentId as string })
    const back = { orderId, cause: 'DAMAGED' as const, restock: false, lines: [{ orderLineId, quantity: 1251 }] }
    expect(await refusedInWords(takeBack(ctx, back))).toContain('at most 1.25 kg can come back')
    const told = (await eventsOf(ctx, orderId)).map(({ name, payload }) =>
      plain(sentence({ name, payload: payload ?? {} }, ctx.organisation)),
    )
    expect(told.find((text) => text?.includes('confirmed'))).toContain('0.755 kg waits for stock')
    expect(told.find((text) => text?.includes('Short pick'))).toMatch(
      /Short pick: 0\.75 kg .*0\.75 kg to wait for stock/,
    )
    expect(told.filter((text) => /\d units?\b/.test(text ?? ''))).toEqual([])
  })
})
