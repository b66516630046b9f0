import { beforeAll, expect, it } from 'vitest'
import { makePackedOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { release } from '@/server/fulfilment/mutations/release'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { plan } from '@/server/shipping/mutations/plan'
import { checkOrganisation } from '@/server/simulation/check/check'
import { issueForOrder, issueForShipment } from './issue'

let ctx: Ctx
let stranger: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = (await makeCustomer(ctx)).customerId
  await setLimit(ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
})

const refused = (code: string) => expect.objectContaining({ code })
const incomeOf = async (invoiceId: string) => {
  const [lines] = await read(
    ctx,
    sql<{ accountCode: string; amountMinor: bigint }>`SELECT l.account_code, l.amount_minor FROM posting p
      JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.object_id = ${invoiceId} AND p.cause = 'INVOICE' ORDER BY l.account_code`,
  )
  return Object.fromEntries(lines.map((line) => [line.accountCode, line.amountMinor]))
}

it('services without goods are invoiced once, when they are performed', async () => {
  const { productId } = await makeProduct(ctx, { kind: 'SERVICE', unitPrice: '80' })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
  expect(await issueForOrder(ctx, orderId)).toBeNull()
  await release(ctx, orderId)
  await expect(issueForOrder(stranger, orderId)).rejects.toEqual(refused('NOT_FOUND'))
  const issued = await issueForOrder(ctx, orderId)
  expect(issued?.number).toBeTruthy()
  expect(await incomeOf(issued?.invoiceId as string)).toEqual({
    SALES: -16_000n,
    TAX_PAYABLE: -3_680n,
    RECEIVABLE: 19_680n,
  })
  expect(await issueForOrder(ctx, orderId)).toBeNull()
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('freight is posted to its own income account beside sales', async () => {
  const goods = await makeProduct(ctx, { stock: 1, unitPrice: '100' })
  const freight = await makeProduct(ctx, { kind: 'FREIGHT', unitPrice: '7' })
  const lines = [goods, freight].map(({ productId }) => ({ productId, quantity: 1 }))
  const { orderId } = await confirm(ctx, { customerId, lines })
  const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 1))
  expect(await incomeOf(invoiceId)).toEqual({
    SALES: -10_000n,
    FREIGHT_INCOME: -700n,
    TAX_PAYABLE: -2_461n,
    RECEIVABLE: 13_161n,
  })
})

it('a charge of an order is invoiced once, with the first part that leaves', async () => {
  const { productId } = await makeProduct(ctx, { stock: 2, unitPrice: '100' })
  const charges = [{ kind: 'EXPRESS' as const, amount: '9' }]
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }], charges })
  const part = async () => incomeOf((await issueForShipment(ctx, await ship(ctx, orderId, 1))).invoiceId)
  expect([await part(), await part()]).toMatchObject([{ RECEIVABLE: 13_407n }, { RECEIVABLE: 12_300n }])
})

it('nothing is invoiced of goods that are still in the house, and nothing for a stranger', async () => {
  const { productId } = await makeProduct(ctx, { stock: 1 })
  const orderId = await makePackedOrder(ctx, customerId, [{ productId, quantity: 1 }])
  const shipmentId = (await plan(ctx, orderId)).shipmentId as string
  await expect(issueForShipment(ctx, shipmentId)).rejects.toEqual(refused('NOT_DISPATCHED'))
  await expect(issueForShipment(stranger, shipmentId)).rejects.toEqual(refused('NOT_FOUND'))
})
