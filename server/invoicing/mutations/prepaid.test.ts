import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { issueForShipment } from './issue'
import { issueCreditNote } from './issue-credit-note'

it.each([
  ['9.995', -1n],
  ['0.134', 1n],
])(
  'an order at %s paid beforehand, sent in three parts, is settled to the cent and leaves nothing open',
  async (unitPrice, sign) => {
    const { ctx } = await makeOrganisation()
    await giveLegalDetails(ctx)
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const { productId } = await makeProduct(ctx, { stock: 10, unitPrice })
    const { orderId, grossMinor } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 10 }] })
    const amountMinor = BigInt(grossMinor)
    await recordReceipt(ctx, { customerId, orderId, amountMinor, receivedOn: ctx.today, method: 'BANK' })
    const issued: string[] = []
    for (const quantity of [3, 3, 4])
      issued.push((await issueForShipment(ctx, await ship(ctx, orderId, quantity))).invoiceId)
    const [rows] = await read(
      ctx,
      sql<{
        grossMinor: bigint
        roundingMinor: bigint
        openMinor: bigint
        onTerms: boolean
      }>`SELECT i.gross_minor, i.rounding_minor, o.open_minor, o.on_terms FROM invoice i JOIN open_item o ON o.organisation_id = i.organisation_id AND o.document_id = i.id
      WHERE i.organisation_id = ${ctx.organisationId} AND i.order_id = ${orderId} ORDER BY i.sequence`,
    )
    expect(rows.map((row) => [row.openMinor, row.onTerms])).toEqual(Array(3).fill([0n, false]))
    expect(rows.map((row) => row.roundingMinor)).toEqual([0n, 0n, expect.anything()])
    expect(Math.sign(Number(rows[2]?.roundingMinor))).toBe(Number(sign))
    expect(rows.reduce((sum, row) => sum + row.grossMinor + row.roundingMinor, 0n)).toBe(amountMinor)
    expect((await orderRecord(ctx, { id: orderId })).order).toMatchObject({
      stage: 'SETTLED',
      depositMinor: 0n,
      openMinor: 0n,
    })
    for (const invoiceId of issued) await issueCreditNote(ctx, { invoiceId, reason: 'All of it came back' })
    const [[credits]] = await read(
      ctx,
      sql<{
        openMinor: bigint
      }>`SELECT sum(open_minor)::bigint AS open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    expect(credits?.openMinor).toBe(-amountMinor)
    expect(await checkOrganisation(ctx)).toEqual([])
  },
)

it.each([
  ['0.333', 3],
  ['0.335', 3],
  ['0.005', 3],
])(
  'an invoice of %s times %i that is credited piece by piece is closed to the cent, and nothing is given back twice',
  async (unitPrice, quantity) => {
    const { ctx } = await makeOrganisation()
    await giveLegalDetails(ctx)
    const { customerId } = await makeCustomer(ctx)
    await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
    const { productId } = await makeProduct(ctx, { stock: 10, unitPrice })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }] })
    const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, quantity))
    for (let piece = 0; piece < quantity; piece++)
      await issueCreditNote(ctx, { invoiceId, lines: [{ position: 1, quantity: 1 }], reason: 'Broken' })
    const [rows] = await read(
      ctx,
      sql<{
        amountMinor: bigint
        openMinor: bigint
      }>`SELECT amount_minor, open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    expect(rows).toHaveLength(quantity + 1)
    expect(rows.map((row) => row.openMinor)).toEqual(rows.map(() => 0n))
    expect(rows.reduce((sum, row) => sum + row.amountMinor, 0n)).toBe(0n)
    expect(await checkOrganisation(ctx)).toEqual([])
  },
)
