import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { byValue } from '@/prisma/seed/freight'
import { movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { listServices } from '@/server/carrier/queries'
import { addProductCategory } from '@/server/catalog/mutations/category'
import { listTaxCategories } from '@/server/catalog/queries'
import { addCustomerGroup } from '@/server/customer/mutations/group'
import { listPaymentTerms } from '@/server/customer/queries'
import { listImports } from '@/server/exchange/queries/imports'
import { places } from '@/server/inventory/queries/places'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { printed } from '@/server/invoicing/queries/printed'
import type { Ctx } from '@/server/platform/context/ctx'
import { minorToDecimal } from '@/server/platform/money/money'
import { makeApiKey } from '@/server/platform/organisation/mutations/api-key'
import { invite } from '@/server/platform/organisation/mutations/invite'
import { addDays } from '@/server/platform/time/calendar'
import { setChargePolicy } from '@/server/pricing/mutations/charge-policy'
import { addReason } from '@/server/pricing/mutations/reason'
import { exportsByName } from './exports'

describe('an export', () => {
  const rowsOf = async (ctx: Ctx, name: string, search: object) => {
    const list = exportsByName[name]
    if (!list) throw new Error(name)
    const { rows } = await list.page(ctx, search as never, undefined)
    return rows.map((row) => list.columns(ctx).map(({ value }) => value(row)))
  }

  it('of an account has its open items, and its movements with the balance after each', async () => {
    const { ctx } = await makeOrganisation()
    await giveLegalDetails(ctx)
    const { customerId } = await makeCustomer(ctx)
    const { shipmentId } = await makeShipped(ctx, { customerId })
    const { invoiceId } = await issueForShipment(ctx, shipmentId)
    const invoice = await printed(ctx, invoiceId)
    const search = { customer: customerId, from: ctx.today, to: ctx.today }
    const gross = minorToDecimal(invoice.grossMinor, 'EUR')
    expect((await rowsOf(ctx, 'open-items', search)).map((row) => [row[0], row[1], row.at(-1)])).toEqual([
      [invoice.number, 'INVOICE', gross],
    ])
    expect(await rowsOf(ctx, 'open-items', { customer: randomUUID() })).toEqual([])
    expect(await rowsOf(ctx, 'account-movements', search)).toEqual([
      [ctx.today, 'Brought forward', null, '0.00', '0.00'],
      [ctx.today, 'Invoice', invoice.number, gross, gross],
    ])
    await expect(rowsOf(ctx, 'account-movements', {})).rejects.toThrow()
    const later = { ...ctx, today: addDays(ctx.today, 90), now: new Date(ctx.now.getTime() + 90 * 86_400_000) }
    const [first] = await rowsOf(later, 'reminders', {})
    expect([first?.[3], first?.[4], first?.[5]]).toEqual([
      expect.any(String),
      expect.stringContaining('bank was not checked'),
      expect.any(String),
    ])
    const stranger = (await makeOrganisation()).ctx
    expect(await rowsOf(stranger, 'open-items', search)).toEqual([])
    expect(await rowsOf(stranger, 'account-movements', search)).toHaveLength(1)
  })

  it('of what was moved in has the files, and each row of one with what became of it', async () => {
    const { ctx } = await makeOrganisation()
    await addProductCategory(ctx, { name: 'Mugs' })
    expect(await rowsOf(ctx, 'categories', {})).toEqual([['Mugs', 0, null]])
    const { id } = await movedIn(ctx, 'Customer number,Name,E-mail\nX-1,Ada,\nX-2,Bo,no mail\n', 'CUSTOMERS')
    expect((await rowsOf(ctx, 'imports', {})).map((row) => row.slice(0, 9))).toEqual([
      ['list.csv', 'Customers', null, 'DONE', 2, 1, undefined, undefined, 1],
    ])
    const { id: later } = await movedIn(ctx, 'Customer number,Name\nX-3,Cy\n', 'CUSTOMERS')
    // The page shows the latest; the file goes on behind them.
    const first = await listImports(ctx, { limit: 1 })
    const second = await listImports(ctx, { after: first.next ?? undefined, limit: 1 })
    expect([first.rows[0]?.id, second.rows[0]?.id, second.next]).toEqual([later, id, null])
    const rows = await rowsOf(ctx, 'import-rows', { id })
    expect(rows.map((row) => row[1])).toEqual(['NEW', 'WRONG'])
    expect(rows[1]?.[2]).toContain('E-mail: ')
    expect(rows[1]?.[4]).toBe('Customer number: X-2; Name: Bo; E-mail: no mail')
    expect(await rowsOf(ctx, 'import-rows', { id, outcome: 'NEW' })).toHaveLength(1)
    const stranger = (await makeOrganisation()).ctx
    expect(await refused(rowsOf(stranger, 'import-rows', { id }))).toBe('NOT_FOUND')
  })

  it('of each setting that pages choose from has its rows, and of a warehouse its bins', async () => {
    const { ctx } = await makeOrganisation()
    await addReason(ctx, { name: 'Trade fair' })
    await addCustomerGroup(ctx, { name: 'Hotels' })
    const [terms] = await listPaymentTerms(ctx)
    const [tax] = await listTaxCategories(ctx)
    const { bins, warehouses } = await places(ctx)
    expect(await rowsOf(ctx, 'discount-reasons', {})).toContainEqual(['Trade fair', null])
    expect(await rowsOf(ctx, 'customer-groups', {})).toEqual([['Hotels', 0, null]])
    expect((await rowsOf(ctx, 'payment-terms', {}))[0]?.slice(0, 3)).toEqual([terms?.code, terms?.name, terms?.kind])
    expect((await rowsOf(ctx, 'tax-categories', {}))[0]).toEqual([tax?.name, tax?.code, tax?.rate, true, null])
    const [bin] = bins
    expect((await rowsOf(ctx, 'bins', { warehouse: bin?.warehouseId }))[0]).toEqual([
      warehouses[0]?.code,
      bin?.code,
      bin?.walkOrder,
      false,
      0,
    ])
    expect(await rowsOf(ctx, 'bins', { warehouse: randomUUID() })).toEqual([])
    expect(await rowsOf(ctx, 'bins', {})).toHaveLength(bins.length)
    expect(await rowsOf((await makeOrganisation()).ctx, 'bins', { warehouse: bin?.warehouseId })).toEqual([])
  })

  it('of carriers, charges, team, keys and number series has what their pages show, and no key', async () => {
    const { ctx } = await makeOrganisation()
    const { key } = await makeApiKey(ctx, { name: 'Web shop' })
    await invite(ctx, { email: 'new@octet.test', roles: ['sales'] })
    await setChargePolicy(ctx, {
      freight: byValue([0, 690], [0, 1290, 'IE'], [15000, 0]),
      smallBelowMinor: null,
      smallMinor: null,
      minimumMinor: null,
      withLast: true,
    })
    const services = await listServices(ctx)
    expect((await rowsOf(ctx, 'carrier-services', {})).map((row) => row[0])).toEqual(services.map(({ name }) => name))
    expect(await rowsOf(ctx, 'charges', {})).toEqual([
      ['Freight', null, '0.00', undefined, '6.90', null, 'with the last invoice'],
      ['Freight', null, '150.00', undefined, '0.00', null, 'with the last invoice'],
      ['Freight', 'IE', '0.00', undefined, '12.90', null, 'with the last invoice'],
      ['Small order', undefined, null, undefined, null, null, 'with the last invoice'],
      ['Least that is taken', undefined, null, undefined, null, null, undefined],
    ])
    const [owner, ...others] = await rowsOf(ctx, 'members', {})
    expect([owner?.[2], owner?.[4], others]).toEqual(['owner', null, []])
    expect((await rowsOf(ctx, 'invitations', {}))[0]?.slice(0, 2)).toEqual(['new@octet.test', 'sales'])
    const [made] = await rowsOf(ctx, 'api-keys', {})
    expect(made?.[0]).toBe('Web shop')
    expect(key).toContain(String(made?.[1]))
    expect(made?.some((cell) => String(cell).includes(key))).toBe(false)
    expect((await rowsOf(ctx, 'number-series', {})).map((row) => row[0])).toContain('invoice')
  })

  it('has every row once, over as many pages as it takes', async () => {
    const { ctx } = await makeOrganisation()
    for (let made = 0; made < 105; made++) await makeCustomer(ctx, { name: `Customer ${made % 7}` })
    const list = exportsByName.customers
    const numbers: unknown[] = []
    for (let after: string | undefined; list; ) {
      const page = await list.page(ctx, {}, after)
      numbers.push(...page.rows.map((row) => list.columns(ctx)[0]?.value(row)))
      if (!page.next) break
      after = page.next
    }
    expect(new Set(numbers).size).toBe(105)
    expect(numbers).toHaveLength(105)
  })
})
