import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { setLimit } from '@/server/credit/mutations/limit'
import { amend } from '@/server/order/mutations/amend'
import { mailCancellation, mailConfirmation } from '@/server/order/mutations/mail-order'
import { receive } from '@/server/order/mutations/receive'
import { listOrders } from '@/server/order/queries/list'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { pursueProforma } from '@/server/receivable/mutations/lapse'
import { checkOrganisation } from '@/server/simulation/check/check'
import { expectOn } from '@/server/supply/mutations/close'
import { changePlanned } from '@/server/supply/mutations/plan'
import { changeSupplier } from '@/server/supply/mutations/supplier'
import { go } from './mutations/cut-over'
import { cutOver } from './queries/cut-over'
import { importRows } from './queries/imports'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

const problemsOf = async (id: string) =>
  (await importRows(ctx, { id })).rows.map(({ outcome, problems }) => problems?.[0]?.code ?? outcome)

interface Order {
  id: string
  number: string
  stage: string
  reference: string | null
  wanted: string | null
  lines: string
  exposure: string
}

const orders = async (): Promise<Order[]> => {
  const [rows] = await read(
    ctx,
    sql<Order>`SELECT o.id, coalesce(o.external_number, '') AS number, o.stage, o.customer_reference AS reference, o.requested_on::text AS wanted, a.committed_minor::text AS exposure,
        (SELECT string_agg(p.sku || ' ' || l.ordered || ' at ' || trim_scale(l.unit_price) || ' = ' || l.reserved || '+' || l.backordered, ', ' ORDER BY l.position)
          FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id) AS lines
      FROM sales_order o JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
      WHERE o.organisation_id = ${ctx.organisationId} ORDER BY o.number`,
  )
  return rows
}

const mails = async () => {
  const [[row]] = await read(
    ctx,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM mail WHERE organisation_id = ${ctx.organisationId}`,
  )
  return row?.n
}

describe('open orders of the program before', () => {
  it('become orders with their rest, prices, promises and exposure, tell no customer, and are cancelled when they are taken back', async () => {
    const { customerId, number } = await makeCustomer(ctx, { name: 'Open GmbH', referenceRequired: true })
    await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
    await makeProduct(ctx, { sku: 'O-1', stock: 8, minQuantity: 50, floorPrice: '9' })
    await makeProduct(ctx, { sku: 'O-2' })
    const file = `Order number;Customer number;SKU;Quantity;Already delivered;Price;Percent off;Wished day;Reference
10-A;${number};O-1;12;2;8,5;;20.12.2031;
;;O-2;4;4;1;;;
;;O-2;3;;2,00;12,5;;
10-B;Open GmbH;O-1;1;1;3;;;
10-C;Nobody;O-1;1;;3;;;
10-C;Nobody;O-9;2;;3;;;
10-A;;o-2;1;;7;;;PO 7
`
    const seen = await lookedAt(ctx, file, 'OPEN_ORDERS')
    expect(await problemsOf(seen.id)).toEqual([
      'NEW',
      'NEW',
      'NEW',
      'SAME',
      'CUSTOMER_UNKNOWN',
      'PRODUCT_UNKNOWN',
      'NEW',
    ])
    const done = await movedIn(ctx, file, 'OPEN_ORDERS')
    expect(done.counts).toEqual({ NEW: 4, SAME: 1, WRONG: 2 })
    const [made] = await orders()
    expect(await orders()).toEqual([
      {
        id: made?.id,
        number: '10-A',
        stage: 'FULFILMENT',
        reference: 'PO 7',
        wanted: '2031-12-20',
        lines: 'O-1 10 at 8.5 = 8+2, O-2 3 at 1.75 = 0+3, O-2 1 at 7 = 0+1',
        exposure: '11962',
      },
    ])
    expect((await cutOver(ctx)).figures).toEqual(
      expect.arrayContaining([
        { key: 'openOrders', here: 1n, there: null },
        { key: 'openOrdersMinor', here: 9725n, there: null },
      ]),
    )
    expect((await listOrders(ctx, { q: '10-A' })).rows.map(({ id }) => id)).toEqual([made?.id])
    expect(await mailConfirmation(ctx, made?.id as string)).toEqual({ mailed: false })
    expect((await lookedAt(ctx, file, 'OPEN_ORDERS')).outcomes).toEqual({ SAME: 5, WRONG: 2 })
    const other = await lookedAt(ctx, file.replace('12;2', '12;3'), 'OPEN_ORDERS')
    expect((await problemsOf(other.id)).slice(0, 3)).toEqual(['ORDER_HERE_OTHERWISE', 'ROW_WAITS', 'ROW_WAITS'])
    expect(await checkOrganisation(ctx)).toEqual([])
    expect((await takenBack(ctx, done.id)).kept).toBe(0)
    expect((await orders()).map((order) => [order.number, order.stage, order.exposure])).toEqual([
      ['', 'CANCELLED', '0'],
    ])
    expect(await mailCancellation(ctx, made?.id as string, true)).toEqual({ mailed: false })
    expect(await mails()).toBe(0)
    expect(await checkOrganisation(ctx)).toEqual([])
    expect((await movedIn(ctx, file, 'OPEN_ORDERS')).counts).toEqual({ NEW: 4, SAME: 1, WRONG: 2 })
  })

  it('stay when somebody changed them since, count against the limit, and tell their customers again after go', async () => {
    const { ctx: other } = await makeOrganisation()
    ctx = other
    const { number, customerId } = await makeCustomer(ctx)
    await setLimit(ctx, { customerId, limitMinor: 1500n, reason: 'known' })
    await makeProduct(ctx, { sku: 'L-1', stock: 5 })
    const done = await movedIn(
      ctx,
      `Order number,Order date,Customer,SKU,Quantity,Price\nX-1,${addDays(ctx.today, -20)},${number},L-1,2,5\nX-2,,${number},L-1,1,10\nX-3,${addDays(ctx.today, 1)},${number},L-1,1,10\n`,
      'OPEN_ORDERS',
    )
    expect(done.counts).toEqual({ NEW: 2, WRONG: 1 })
    expect((await problemsOf(done.id))[2]).toBe('DAY_TO_COME')
    const [days] = await read(ctx, {
      text: 'SELECT external_ordered_on::text AS day FROM sales_order ORDER BY external_number',
      values: [],
    })
    expect(days).toEqual([{ day: addDays(ctx.today, -20) }, { day: null }])
    const [first, second] = await orders()
    expect([first?.stage, second?.stage]).toEqual(['FULFILMENT', 'CREDIT'])
    const [[line]] = await read(
      ctx,
      sql<{
        id: string
      }>`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${first?.id as string}::uuid`,
    )
    await amend(ctx, { orderId: first?.id as string, lines: [{ lineId: line?.id as string, quantity: 1 }] })
    expect((await takenBack(ctx, done.id)).kept).toBe(1)
    expect(await checkOrganisation(ctx)).toEqual([])
    await movedIn(ctx, `Order number,Customer,SKU,Quantity,Price\nX-3,${number},L-1,1,10\n`, 'OPEN_ORDERS')
    await go(ctx, { although: true })
    expect(await mailConfirmation(ctx, (await orders()).at(-1)?.id as string)).toEqual({ mailed: true })
    expect(
      await refused(movedIn(ctx, `Order number,Customer,SKU,Quantity,Price\nX-4,${number},L-1,1,10\n`, 'OPEN_ORDERS')),
    ).toBe('CUT_OVER_DONE')
  })

  it('are no order of a person who may not enter one, ask for money of who pays beforehand without a mail, and keep one number to one customer', async () => {
    const made = await makeOrganisation()
    ctx = made.ctx
    const { number } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const { number: second } = await makeCustomer(ctx)
    await makeProduct(ctx, { sku: 'P-1', stock: 5, priceQuantity: 100 })
    const file = `Order number,Customer,SKU,Quantity,Price,Price is for so many units\nP-1,${number},P-1,2,25,10\nP-2,${number},P-1,1,1,\nP-2,${second},P-1,1,1,\nP-3,${number},P-1,one,1,\n`
    expect(await refused(lookedAt(made.ctxOf('finance'), file, 'OPEN_ORDERS'))).toBe('FORBIDDEN')
    const done = await movedIn(ctx, file, 'OPEN_ORDERS')
    expect(await problemsOf(done.id)).toEqual(['NEW', 'RECORD_OF_TWO', 'ROW_WAITS', 'NUMBER_UNREAD'])
    const [order] = await orders()
    expect([order?.stage, order?.lines]).toEqual(['CREDIT', 'P-1 2 at 250 = 2+0'])
    expect(await pursueProforma({ ...ctx, today: addDays(ctx.today, 60) }, order?.id as string)).toBeNull()
    expect(await checkOrganisation(ctx)).toEqual([])
    expect((await takenBack(ctx, done.id)).kept).toBe(0)
    expect(await mails()).toBe(0)
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})

describe('planned receipts of the program before', () => {
  it('are expected under their number, promise what waits, and are given up when they are taken back', async () => {
    ctx = (await makeOrganisation()).ctx
    const { number } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { sku: 'R-1' })
    await movedIn(ctx, `Order number,Customer,SKU,Quantity,Price\nW-1,${number},R-1,4,10\n`, 'OPEN_ORDERS')
    const file = `Purchase number,Supplier,SKU,Quantity,Already received,Expected day,Cost of a unit
B-1,Holz & Co,R-1,10,4,2031-01-05,1.25
B-1,Holz & Co,R-1,2,,2031-02-05,1.50
B-2,holz & co,R-1,2,2,2031-02-05,1.50
B-3,Holz & Co,R-1,1.5,,2031-02-05,
`
    const done = await movedIn(ctx, file, 'PLANNED_RECEIPTS')
    expect(await problemsOf(done.id)).toEqual(['NEW', 'NEW', 'SAME', 'QUANTITY_PLACES'])
    const planned = async () => {
      const [rows] = await read(
        ctx,
        sql<{
          said: string
        }>`SELECT coalesce(r.external_number, '') || ' ' || r.state || ' ' || s.name || ' ' || string_agg(l.quantity || ' on ' || l.expected_on || ' at ' || trim_scale(l.unit_cost), ', ' ORDER BY l.position) AS said
          FROM planned_receipt r JOIN supplier s ON s.organisation_id = r.organisation_id AND s.id = r.supplier_id
          JOIN planned_receipt_line l ON l.organisation_id = r.organisation_id AND l.planned_receipt_id = r.id
          WHERE r.organisation_id = ${ctx.organisationId} GROUP BY r.organisation_id, r.id, s.name`,
      )
      return rows.map(({ said }) => said)
    }
    expect(await planned()).toEqual(['B-1 OPEN Holz & Co 6 on 2031-01-05 at 1.25, 2 on 2031-02-05 at 1.5'])
    expect((await cutOver(ctx)).figures).toEqual(
      expect.arrayContaining([
        { key: 'planned', here: 1n, there: null },
        { key: 'plannedMinor', here: 1050n, there: null },
      ]),
    )
    expect((await lookedAt(ctx, file, 'PLANNED_RECEIPTS')).outcomes).toEqual({ SAME: 3, WRONG: 1 })
    const other = await lookedAt(ctx, file.replace('1.25', '1.35'), 'PLANNED_RECEIPTS')
    expect((await problemsOf(other.id))[0]).toBe('PLANNED_HERE_OTHERWISE')
    expect(await checkOrganisation(ctx)).toEqual([])
    expect((await takenBack(ctx, done.id)).kept).toBe(0)
    expect(await planned()).toEqual([' CANCELLED Holz & Co 6 on 2031-01-05 at 1.25, 2 on 2031-02-05 at 1.5'])
    const inUse = async () => {
      const [rows] = await read(
        ctx,
        sql<{
          id: string
        }>`SELECT id FROM supplier WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL`,
      )
      return rows
    }
    expect(await inUse()).toEqual([])
    const again = await movedIn(ctx, file, 'PLANNED_RECEIPTS')
    expect(again.counts).toEqual({ NEW: 2, SAME: 1, WRONG: 1 })
    const [made] = await inUse()
    await changeSupplier(ctx, { id: made?.id as string, name: 'Holz & Co', phone: '0123' })
    expect(await takenBack(ctx, again.id)).toMatchObject({ kept: 0, madeStays: [{ table: 'supplier' }] })
    expect(await inUse()).toEqual([made])
    const third = await movedIn(ctx, file, 'PLANNED_RECEIPTS')
    expect([await inUse(), (await takenBack(ctx, third.id)).madeStays, await inUse()]).toEqual([[made], [], [made]])
    const more = ['B-5', 'B-6', 'B-7', 'B-8'].map((of) => `${of},Holz & Co,R-1,3,,2031-03-05,1\n`)
    const fourth = await movedIn(ctx, `${file.split('\n')[0]}\n${more.join('')}`, 'PLANNED_RECEIPTS')
    const ids = (await importRows(ctx, { id: fourth.id })).rows.map(({ recordId }) => recordId as string)
    const [came = '', raised = '', later = ''] = ids
    await receive(ctx, { plannedReceiptId: came, lines: [{ productId, quantity: 1 }] })
    await changePlanned(ctx, { id: raised, lines: [{ productId, quantity: 4 }] })
    await expectOn(ctx, { id: later, expectedOn: '2031-04-07' })
    expect((await takenBack(ctx, fourth.id)).kept).toBe(3)
    const stays = (await importRows(ctx, { id: fourth.id })).rows.map(({ kept }) => kept)
    expect(stays).toEqual(['planned_receipt_arrival', 'changed', 'changed', null])
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})
