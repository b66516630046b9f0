import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePackedOrder } from '@/prisma/seed/floor'
import { movedIn } from '@/prisma/seed/imported'
import { workedWednesday } from '@/prisma/seed/later'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped, ship } from '@/prisma/seed/shipment'
import { makePlanned } from '@/prisma/seed/supply'
import { addArticle } from '@/server/catalog/mutations/article'
import { freeText } from '@/server/catalog/mutations/free-text'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { addFile } from '@/server/filing/mutations'
import { sendTransfer } from '@/server/fulfilment/mutations/send-transfer'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { addWarehouse } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { creditReturn } from '@/server/invoicing/mutations/issue-credit-note'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { confirm } from '@/server/order/mutations/confirm'
import { decide } from '@/server/order/mutations/decide'
import { writeQuote } from '@/server/order/mutations/quote'
import { receive } from '@/server/order/mutations/receive'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { closeConnections, typeParsers } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { type Reader, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type OwnDatabase, ownDatabase } from '@/server/platform/jobs/proof/own-database'
import { addDays } from '@/server/platform/time/calendar'
import { discountReasons } from '@/server/pricing/queries/entries'
import { changePolicy } from '@/server/receivable/mutations/policy'
import { remindPayer } from '@/server/receivable/mutations/remind'
import { breaches } from './breaches'
import { checkOrganisation, checkThrough, ruleCount, rules } from './check'

let database: OwnDatabase
let owner: pg.Client
let ctx: Ctx

/** Some of a product is on its way to a second warehouse. */
async function sendSome(productId: string): Promise<void> {
  const { id: toWarehouseId } = await addWarehouse(ctx, { code: 'NORTH', name: 'North' })
  const fromWarehouseId = (await places(ctx)).warehouses.find((one) => one.isDefault)?.id ?? ''
  await sendTransfer(ctx, {
    fromWarehouseId,
    toWarehouseId,
    expectedOn: ctx.today,
    lines: [{ productId, quantity: 1 }],
  })
}

/** Two lots, of which one is sent, and a piece with a serial number, which is sent too. */
async function trackSome(customerId: string): Promise<void> {
  const { productId } = await makeProduct(ctx, { tracking: 'LOT' })
  const { productId: piece } = await makeProduct(ctx, { tracking: 'SERIAL' })
  await receive(ctx, {
    lines: [
      { productId, quantity: 2, lot: { number: 'A', expiresOn: addDays(ctx.today, 40) } },
      { productId, quantity: 3, lot: { number: 'B', expiresOn: addDays(ctx.today, 90) } },
      { productId: piece, quantity: 1, lot: { number: 'S1' } },
    ],
  })
  const lines = [
    { productId, quantity: 2 },
    { productId: piece, quantity: 1 },
  ]
  const { orderId } = await confirm(ctx, { customerId, lines })
  await ship(ctx, orderId, 2)
}

/** Makes at least one order of every kind: scored, picked, packed, shipped, invoiced, credited, overpaid, reminded, held. */
async function trade(): Promise<void> {
  await giveLegalDetails(ctx)
  await movedIn(ctx, 'SKU,Name,Price\nMOVED,Moved,1\n', 'PRODUCTS')
  const sendAlways = { sendFrom: '00:00', sendUntil: '23:59', maxBankAgeDays: 3, minGapDays: 5 }
  const steps = [{ offsetDays: 1, kind: 'OVERDUE' as const, placesHold: false }]
  await changePolicy(ctx, { fromVersion: 1, enabled: true, ...sendAlways, steps })
  const { customerId } = await makeCustomer(ctx)
  for (let count = 0; count < 2; count++) {
    const { shipmentId } = await makeShipped(ctx, { customerId, quantity: 3 })
    await issueForShipment(ctx, shipmentId)
  }
  const { orderId, shipmentId } = await makeShipped(ctx, { customerId })
  await issueForShipment(ctx, shipmentId)
  const line = sql<{
    id: string
  }>`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`
  const [[gone]] = await read(ctx, line)
  const lines = [{ orderLineId: gone?.id ?? '', quantity: 1 }]
  const { returnId } = await takeBack(ctx, { orderId, cause: 'NOT_WANTED', restock: true, lines })
  await creditReturn(ctx, returnId)
  const { customerId: another } = await makeCustomer(ctx)
  await makeShipped(ctx, { customerId: another })
  const packs = [{ unit: 'XCS', quantity: 3, gtin: '10012345000017' }]
  const { productId } = await makeProduct(ctx, { stock: 9, gtin: '5012345678900', packs })
  const planned = await makePlanned(ctx, [{ productId, quantity: 5 }])
  await receive(ctx, { plannedReceiptId: planned.id, lines: [{ productId, quantity: 2 }] })
  await sendSome(productId)
  await trackSome(another)
  await addArticle(ctx, { customerId: another, productId, number: 'Theirs-1' })
  const { productId: rare } = await makeProduct(ctx)
  await addArticle(ctx, { customerId: another, productId: rare, number: 'Theirs-2' })
  await makePlanned(ctx, [{ productId: rare, quantity: 5 }])
  const { promisedOn } = await confirm(ctx, { customerId, lines: [{ productId: rare, quantity: 1 }] })
  expect(promisedOn).not.toBeNull()
  await makePackedOrder(ctx, another, [{ productId, quantity: 2 }])
  const [why] = await discountReasons(ctx)
  const discount = { percent: '5', reasonId: why?.id ?? '' }
  await confirm(ctx, { customerId: another, lines: [{ productId, quantity: 1, discount }], idempotencyKey: 'once' })
  await recordReceipt(ctx, { customerId: another, amountMinor: 50_00n, receivedOn: ctx.today, method: 'BANK' })
  await recordReceipt(ctx, { customerId, amountMinor: 100_00n, receivedOn: ctx.today, method: 'BANK' })
  const { customerId: beforehand } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
  await confirm(ctx, { customerId: beforehand, lines: [{ productId, quantity: 1 }] })
  await decideOtherwise(productId)
  const engraved = { ...(await freeText(ctx, {})), description: 'Engraving', quantity: 1, unitPrice: '5' }
  const offered = {
    customerId,
    validUntil: addDays(ctx.today, 9),
    lines: [{ productId, quantity: 1 }, engraved, { productId, quantity: 2, optional: true }],
  }
  const { id } = await writeQuote(ctx, offered)
  await linkQuote(ctx, { id })
  await acceptQuote(ctx, { id, name: 'Ada Buyer', ticked: [3] })
  await holdCustomer(ctx, { customerId: another, reason: 'to see' })
  await addFile(ctx, { kind: 'quote', id }, { fileName: 'drawing.txt', bytes: Buffer.from('a drawing') })
  const late = workedWednesday(ctx, 32)
  await read(
    late,
    sql`UPDATE bank_account SET checked_up_to = ${late.today} WHERE organisation_id = ${ctx.organisationId}`,
  )
  expect(await remindPayer(late, customerId)).toBe('SENT')
}

/** Makes one order that must be paid beforehand, and one that is approved in part while its rest waits. */
async function decideOtherwise(productId: string): Promise<void> {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 1n, reason: 'none' })
  const lines = [{ productId, quantity: 2 }]
  const [first, second] = [await confirm(ctx, { customerId, lines }), await confirm(ctx, { customerId, lines })]
  await decide(ctx, { orderId: first.orderId, decision: 'PREPAY', reason: 'new' })
  const [line] = (await orderRecord(ctx, { id: second.orderId })).lines
  const part = { lines: [{ lineId: line?.id ?? '', quantity: 1 }], rest: 'WAITS' as const }
  await decide(ctx, { orderId: second.orderId, decision: 'APPROVE', reason: 'one now', part })
}

beforeAll(async () => {
  database = await ownDatabase('check', { migrated: true })
  // Connections open at their first use, which comes later; so the addresses can be set here.
  Object.assign(process.env, { DATABASE_URL: database.url, APP_DATABASE_URL: database.appUrl })
  owner = new pg.Client({ connectionString: database.url, types: typeParsers })
  await owner.connect()
  ctx = (await makeOrganisation()).ctx
  await trade()
})
afterAll(async () => {
  await Promise.all([owner?.end(), closeConnections(), closeNotifier()])
  await database?.drop()
})

const camel = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()), value]),
  )

const noTriggers = `DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', t);
  END LOOP; END $$`

/**
 * What the checker finds after these statements changed the rows by hand, past triggers and checks. The change is
 * rolled back.
 */
async function foundAfter(...deeds: string[]): Promise<{ rule: number; what: string }[]> {
  await owner.query('BEGIN')
  try {
    await owner.query(`SELECT set_config('app.organisation_id', $1, true)`, [ctx.organisationId])
    await owner.query(noTriggers)
    for (const deed of deeds) {
      const { rowCount, command } = await owner.query(deed)
      if (command === 'UPDATE' || command === 'INSERT' || command === 'DELETE')
        expect(rowCount, deed).toBeGreaterThan(0)
    }
    const reader = async (...statements: { text: string; values: readonly unknown[] }[]) => {
      const answers: object[][] = []
      for (const { text, values } of statements)
        answers.push((await owner.query(text, values as unknown[])).rows.map(camel))
      return answers
    }
    return await checkThrough(ctx, reader as Reader)
  } finally {
    await owner.query('ROLLBACK')
  }
}

describe('the checker', () => {
  it('finds nothing wrong with the rows that the verbs wrote', async () => {
    expect(await checkOrganisation(ctx)).toEqual([])
    expect(await foundAfter()).toEqual([])
  })

  it('has a breach for each of its lines', () => {
    const said = new Set(breaches.map(([, what]) => what))
    expect(rules.filter((rule) => !said.has(rule.what)).map((rule) => rule.what)).toEqual([])
    expect(ruleCount).toBe(new Set(rules.map((rule) => rule.what)).size + 2)
  })

  it.each(breaches)('names rule %i when it is broken: %s', async (rule, what, ...broken) => {
    const found = await foundAfter(...broken)
    expect(found.filter((one) => one.rule === rule).map((one) => one.what)).toContainEqual(
      expect.stringMatching(new RegExp(`^${what.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)),
    )
  })

  it('reads one moment, even while others write', async () => {
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 1000 })
    let busy = true
    const writing = Array.from({ length: 4 }, async () => {
      while (busy) await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    })
    for (let times = 0; times < 10; times++) expect(await checkOrganisation(ctx)).toEqual([])
    busy = false
    await Promise.all(writing)
  })
})
