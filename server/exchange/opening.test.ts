import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { places } from '@/server/inventory/queries/places'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { flagOverdue } from '@/server/receivable/mutations/flag-overdue'
import { aging } from '@/server/receivable/queries/account'
import { checkOrganisation } from '@/server/simulation/check/check'
import { go, reopen, sayTotals } from './mutations/cut-over'
import { cutOver } from './queries/cut-over'
import { importRows } from './queries/imports'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

const problemsOf = async (id: string) =>
  (await importRows(ctx, { id })).rows.map(({ outcome, problems }) => problems?.[0]?.code ?? outcome)

describe('opening stock', () => {
  const file = 'SKU,Bin,Quantity,Cost of a unit\nS-1,A-07,12,2.50\nS-1,B-01,3,\nS-2,,5,1\nNONE,A-07,1,\nS-1,A-07,9,\n'
  const stock = async () => {
    const [rows] = await read(
      ctx,
      sql<
        Record<string, unknown>
      >`SELECT p.sku || ' ' || b.code || ' ' || s.quantity AS at FROM bin_stock s JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
        JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id WHERE s.organisation_id = ${ctx.organisationId} AND s.quantity > 0 ORDER BY 1`,
    )
    return rows.map(({ at }) => at)
  }

  it('lies in its bins with its cost, twice changes nothing, and is taken back but for what is promised', async () => {
    const first = await makeProduct(ctx, { sku: 'S-1' })
    await makeProduct(ctx, { sku: 'S-2' })
    const done = await movedIn(ctx, file, 'STOCK')
    expect(await problemsOf(done.id)).toEqual(['NEW', 'NEW', 'NEW', 'PRODUCT_UNKNOWN', 'ROW_REPEATED'])
    const here = await stock()
    expect(here).toEqual(['S-1 A-07 12', 'S-1 B-01 3', expect.stringMatching(/^S-2 .+ 5$/)])
    expect((await lookedAt(ctx, file, 'STOCK')).outcomes).toMatchObject({ SAME: 3 })
    const known = async () => {
      const [rows] = await read(
        ctx,
        sql<{
          at: string
        }>`SELECT (SELECT count(*) FROM stock_movement) || ' ' || (SELECT trim_scale(unit_cost) FROM product_supply WHERE product_id = ${first.productId}) AS at`,
      )
      return rows.map(({ at }) => at)
    }
    expect(await known()).toEqual(['3 2.5'])
    // Another cost is no count: nothing moves.
    const dearer = await movedIn(ctx, 'SKU,Bin,Quantity,Cost of a unit\nS-1,A-07,12,3\n', 'STOCK')
    expect([dearer.counts, await known()]).toEqual([{ CHANGED: 1 }, ['3 3']])
    await takenBack(ctx, dearer.id)
    expect(await known()).toEqual(['3 2.5'])
    expect(await checkOrganisation(ctx)).toEqual([])
    const { customerId } = await makeCustomer(ctx)
    await confirm(ctx, { customerId, lines: [{ productId: first.productId, quantity: 13 }] })
    expect(await problemsOf((await lookedAt(ctx, 'SKU,Bin,Quantity\nS-1,A-07,2\n', 'STOCK')).id)).toEqual([
      'STOCK_RESERVED',
    ])
    const back = await takenBack(ctx, done.id)
    expect(back.kept).toBe(2)
    expect(await stock()).toEqual(['S-1 A-07 12', 'S-1 B-01 3'])
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('takes its bins along when it is taken back, unless something lies or has come in them, and uses them again', async () => {
    await makeProduct(ctx, { sku: 'S-8' })
    const { productId } = await makeProduct(ctx, { sku: 'S-9', stock: 0 })
    const rows = 'SKU,Bin,Quantity\nS-8,N-1,4\nS-8,N-2,3\n'
    const bins = async () =>
      (await places(ctx)).bins.filter(({ code }) => code.startsWith('N-')).map(({ code }) => code)
    const first = await movedIn(ctx, rows, 'STOCK')
    expect(await bins()).toEqual(['N-1', 'N-2'])
    expect(await takenBack(ctx, first.id)).toMatchObject({ kept: 0, madeStays: [] })
    expect(await bins()).toEqual([])
    const second = await movedIn(ctx, rows, 'STOCK')
    expect(second.counts).toEqual({ NEW: 2 })
    const binId = (await places(ctx)).bins.find(({ code }) => code === 'N-2')?.id as string
    await receive(ctx, { lines: [{ productId, quantity: 1, binId }] })
    expect(await takenBack(ctx, second.id)).toMatchObject({ kept: 0, madeStays: [{ table: 'bin' }] })
    expect(await bins()).toEqual(['N-2'])
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('is refused of what is kept by lot or serial number when the file names none, and nothing of it comes in', async () => {
    await makeProduct(ctx, { sku: 'BY-LOT', tracking: 'LOT' })
    await makeProduct(ctx, { sku: 'BY-PIECE', tracking: 'SERIAL' })
    const before = await stock()
    const seen = await lookedAt(ctx, 'SKU,Bin,Quantity\nBY-LOT,A-07,4\nBY-PIECE,A-07,1\n', 'STOCK')
    const { rows } = await importRows(ctx, { id: seen.id })
    const said = [
      { sku: 'BY-LOT', tracking: 'LOT' },
      { sku: 'BY-PIECE', tracking: 'SERIAL' },
    ]
    expect(rows.map(({ problems }) => problems)).toEqual(
      said.map((parameters) => [{ field: 'lot', code: 'LOT_NEEDED_FOR', parameters }]),
    )
    expect(await stock()).toEqual(before)
  })
})

describe('open invoices of the program before', () => {
  const today = () => ctx.today
  /** How often what became of open items was told. */
  const told = async () => {
    const [rows] = await read(
      ctx,
      sql<{
        told: string
      }>`SELECT name || ' ' || count(*) AS told FROM event WHERE name LIKE 'exchange/item.%' GROUP BY name ORDER BY name`,
    )
    return rows.map((row) => row.told)
  }
  it('are owed, aged and flagged, but are no revenue and no tax; paid, they stay', async () => {
    const { customerId, number } = await makeCustomer(ctx, { name: 'Owes GmbH' })
    await setLimit(ctx, { customerId, limitMinor: 10_000n, reason: 'known' })
    const file = `Invoice number,Customer,Invoice date,Due date,Still open
OLD-1,${number},${addDays(today(), -60)},${addDays(today(), -40)},"1,234.56"
OLD-2,Owes GmbH,${addDays(today(), -5)},,100
OLD-3,${number},${addDays(today(), -5)},,-50.00
OLD-4,Nobody,${addDays(today(), -5)},,1
OLD-5,${number},${addDays(today(), 5)},,1
OLD-6,${number},${addDays(today(), -5)},,0
`
    const done = await movedIn(ctx, file, 'OPEN_INVOICES')
    expect(await problemsOf(done.id)).toEqual(['NEW', 'NEW', 'NEW', 'CUSTOMER_UNKNOWN', 'DAY_TO_COME', 'SAME'])
    const kinds = await read(
      ctx,
      sql<{
        number: string
        kind: string
      }>`SELECT number, kind FROM open_item WHERE customer_id = ${customerId}::uuid ORDER BY number`,
    )
    expect(kinds[0].map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      'OLD-1 INVOICE',
      'OLD-2 INVOICE',
      'OLD-3 CREDIT_NOTE',
    ])
    expect(await told()).toEqual(['exchange/item.opened 3'])
    const { rows } = await aging(ctx, undefined)
    expect(rows.find((row) => row.customerId === customerId)).toMatchObject({
      to60Minor: 123_456n,
      totalMinor: 128_456n,
    })
    const [[sums]] = await read(
      ctx,
      sql<
        Record<string, unknown>
      >`SELECT (SELECT count(*)::int FROM invoice) AS invoices, (SELECT coalesce(sum(ledger_amount_minor), 0)::text FROM posting_line WHERE account_code IN ('SALES', 'TAX_PAYABLE')) AS revenue,
        (SELECT (-sum(ledger_amount_minor))::text FROM posting_line WHERE account_code = 'OPENING_BALANCE') AS opening, (SELECT open_minor::text FROM credit_account WHERE customer_id = ${customerId}::uuid) AS exposure,
        (SELECT holds FROM credit_account WHERE customer_id = ${customerId}::uuid) AS holds`,
    )
    expect(sums).toEqual({ invoices: 0, revenue: '0', opening: '128456', exposure: '128456', holds: 1 })
    expect(await flagOverdue(ctx)).toEqual({ flagged: 1 })
    expect((await lookedAt(ctx, file, 'OPEN_INVOICES')).outcomes).toMatchObject({ SAME: 4 })
    await recordReceipt(ctx, { customerId, amountMinor: 20_000n, receivedOn: today(), method: 'BANK' })
    expect((await lookedAt(ctx, file, 'OPEN_INVOICES')).outcomes).toMatchObject({ SAME: 4 })
    const changed = file.replace('OLD-2,Owes GmbH', 'OLD-1,Owes GmbH').replace('"1,234.56"', '7')
    expect((await problemsOf((await lookedAt(ctx, changed, 'OPEN_INVOICES')).id)).slice(0, 2)).toEqual([
      'OPEN_ITEM_USED',
      'ROW_REPEATED',
    ])
    const back = await takenBack(ctx, done.id)
    expect(back.kept).toBe(1)
    expect((await importRows(ctx, { id: done.id })).rows[0]?.kept).toBe('application')
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('become what a later file says while nothing was paid, and as they were when that is taken back', async () => {
    const { number } = await makeCustomer(ctx)
    const file = (rest: string) =>
      `Invoice number,Customer,Invoice date,Due date,Still open\nC-1,${number},${addDays(today(), -5)},${addDays(today(), 5)},${rest}\n`
    await movedIn(ctx, file('10.00'), 'OPEN_INVOICES')
    const open = async () => {
      const [[row]] = await read(
        ctx,
        sql<{
          open: string
        }>`SELECT open_minor::text AS open FROM open_item WHERE organisation_id = ${ctx.organisationId} AND number = 'C-1'`,
      )
      return row?.open
    }
    const second = await movedIn(ctx, file('12.00'), 'OPEN_INVOICES')
    expect([second.counts, await open()]).toEqual([{ CHANGED: 1 }, '1200'])
    expect(await checkOrganisation(ctx)).toEqual([])
    const before = await told()
    expect(before).toEqual(['exchange/item.opened 4', 'exchange/item.removed 2', 'exchange/item.reopened 1'])
    await takenBack(ctx, second.id)
    expect([await open(), await told()]).toEqual(['1000', [...before.slice(0, 2), 'exchange/item.reopened 2']])
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})

describe('price lists', () => {
  it('are made for whom the file says, with breaks and percents, changed by the next file and taken back', async () => {
    await makeProduct(ctx, { sku: 'L-1' })
    const { number } = await makeCustomer(ctx)
    const first = await movedIn(
      ctx,
      `Price list,SKU,From quantity,Price,Percent off,Customer\nKey,L-1,1,9.5,,${number}\nKey,L-1,10,,12.5,${number}\nKey,L-1,20,1,2,${number}\nAll,L-1,1,8,,\n`,
      'PRICES',
    )
    expect(await problemsOf(first.id)).toEqual(['NEW', 'NEW', 'SAID', 'NEW'])
    const second = await movedIn(ctx, 'Price list,SKU,From quantity,Price\nkey,L-1,1,9.25\nAll,L-1,1,8.00\n', 'PRICES')
    expect(second.counts).toEqual({ CHANGED: 1, SAME: 1 })
    await takenBack(ctx, second.id)
    const [rows] = await read(
      ctx,
      sql<{
        at: string
      }>`SELECT l.name || ' ' || l.audience || ' ' || e.from_quantity || ' ' || coalesce(trim_scale(e.unit_price)::text, trim_scale(e.percent_off) || '%') AS at FROM price_entry e
        JOIN price_list l ON l.organisation_id = e.organisation_id AND l.id = e.price_list_id WHERE e.organisation_id = ${ctx.organisationId} ORDER BY 1`,
    )
    expect(rows.map(({ at }) => at)).toEqual(['All ALL 1 8', 'Key CUSTOMER 1 9.5', 'Key CUSTOMER 10 12.5%'])
    // The first file changed nothing that was here before: its prices go, and the lists that it made go with them.
    await takenBack(ctx, first.id)
    const [lists] = await read(ctx, sql`SELECT 1 FROM price_list WHERE organisation_id = ${ctx.organisationId}`)
    expect(lists).toEqual([])
  })
})

describe('the cut-over', () => {
  it('compares what is here with what the program before says, and after go moves no balances any more', async () => {
    const { ctx } = await makeOrganisation()
    const { number } = await makeCustomer(ctx)
    await makeProduct(ctx, { sku: 'K-1' })
    await movedIn(ctx, 'SKU,Name,Price,Unit\nK-2,Flour,2,kg\n', 'PRODUCTS')
    const stock = await movedIn(
      ctx,
      'SKU,Bin,Quantity,Cost of a unit\nK-1,Z-1,3,1.255\nK-2,Z-1,0.5,1.00\nK-2,Z-2,0.12345,\n',
      'STOCK',
    )
    expect(stock.counts).toEqual({ NEW: 2, WRONG: 1 })
    const invoice = (name: string) =>
      `Invoice number,Customer,Invoice date,Due date,Still open\n${name},${number},${addDays(ctx.today, -9)},${addDays(ctx.today, -8)},10\n`
    await movedIn(ctx, invoice('Z-1'), 'OPEN_INVOICES')
    const of = async () => Object.fromEntries((await cutOver(ctx)).figures.map(({ key, here }) => [key, Number(here)]))
    expect(await of()).toMatchObject({
      customers: 1,
      products: 2,
      stockMinor: 427,
      to30Minor: 1000,
      totalMinor: 1000,
      notDueMinor: 0,
    })
    expect(await refused(go(ctx, { although: false }))).toBe('TOTALS_DIFFER')
    const totals = (await cutOver(ctx)).figures.map(({ key, here }) => ({ figure: key, value: String(here) }))
    await sayTotals(ctx, { totals })
    await go(ctx, { although: false })
    expect(await refused(movedIn(ctx, invoice('Z-2'), 'OPEN_INVOICES'))).toBe('CUT_OVER_DONE')
    expect(await refused(takenBack(ctx, stock.id))).toBe('CUT_OVER_DONE')
    await reopen(ctx)
    expect((await movedIn(ctx, invoice('Z-2'), 'OPEN_INVOICES')).counts).toEqual({ NEW: 1 })
  })
})
