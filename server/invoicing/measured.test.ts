import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeProduct } from '@/server/catalog/mutations/product'
import { productRecord } from '@/server/catalog/queries'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
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
})
