import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { csvLine } from '@/server/platform/files/csv'
import { addDays } from '@/server/platform/time/calendar'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await makeCustomer(ctx, { name: 'Owner Ltd', email: 'owner@example.test' })
})

describe('a file', () => {
  it('of QuickBooks has payments without a number as credits, and other rows without one as wrong rows', async () => {
    const day = (days: number) => addDays(ctx.today, days)
    const file = `Ace Company\nOpen invoices\n\n${csvLine(['', 'Date', 'Transaction Type', 'Num', 'Due Date', 'Open Balance'])}${[
      ['Owner Ltd', '', '', '', '', ''],
      ['', day(-9), 'Invoice', '7001', day(5), '100.00'],
      ['', day(-3), 'Payment', '', day(-3), '-50.00'],
      ['', day(-2), 'Journal Entry', '', day(-2), '70.00'],
      ['Total for Owner Ltd', '', '', '', '', '120.00'],
    ]
      .map((row) => csvLine(row))
      .join('')}`
    const seen = await lookedAt(ctx, file)
    expect(seen).toMatchObject({ program: 'QuickBooks', outcomes: { NEW: 2, WRONG: 1 } })
    await movedIn(ctx, file)
    const [[owed]] = await read(
      ctx,
      sql<{
        numbers: string
        open: string
      }>`SELECT string_agg(number, ', ' ORDER BY number) AS numbers, sum(open_minor)::text AS open
        FROM open_item WHERE organisation_id = ${ctx.organisationId} AND number IN ('7001', ${`Payment ${day(-3)} 50.00 Owner Ltd`})`,
    )
    expect(owed).toEqual({ numbers: `7001, Payment ${day(-3)} 50.00 Owner Ltd`, open: '5000' })
    expect((await lookedAt(ctx, file)).outcomes).toEqual({ SAME: 2, WRONG: 1 })
  })

  it('of QuickBooks has addresses in one cell and categories before names', async () => {
    await movedIn(ctx, 'Customer full name,Bill address\nBig Sky Diesel,"Hafenstr. 5, 20457 Hamburg, Germany"\n')
    await movedIn(
      ctx,
      'Product/Service Name,SKU,Type,Sales Price / Rate\nFilters:Oil filter,OF-1,Inventory,9.00\nOld one (deleted),OF-2,Inventory,9.00\n',
    )
    const [[place], products] = await read(
      ctx,
      sql<{
        line: string
        postcode: string
        city: string
        country: string
      }>`SELECT a.line, a.postcode, a.city, a.country FROM customer_address a
        JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id WHERE c.organisation_id = ${ctx.organisationId} AND c.name = 'Big Sky Diesel'`,
      sql<{
        name: string
        category: string | null
        out: boolean
      }>`SELECT p.name, c.name AS category, p.archived_at IS NOT NULL AS out FROM product p
        LEFT JOIN product_category c ON c.organisation_id = p.organisation_id AND c.id = p.category_id
        WHERE p.organisation_id = ${ctx.organisationId} AND p.sku LIKE 'OF-%' ORDER BY p.sku`,
    )
    expect(place).toEqual({ line: 'Hafenstr. 5', postcode: '20457', city: 'Hamburg', country: 'DE' })
    expect(products).toEqual([
      { name: 'Oil filter', category: 'Filters', out: false },
      { name: 'Old one', category: null, out: true },
    ])
  })
})
