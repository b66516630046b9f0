import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import type { Ctx } from '@/server/platform/context/ctx'
import { csvLine } from '@/server/platform/files/csv'
import { addDays } from '@/server/platform/time/calendar'
import { importRows } from './queries/imports'
import { recognised } from './rules/heads'
import { programs } from './rules/programs'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await makeCustomer(ctx, { name: 'Owner Ltd', email: 'owner@example.test' })
  await makeProduct(ctx, { sku: 'STOCKED' })
})

/** Made-up cells of ours, by field. */
const said = (nth: number): Record<string, string> => ({
  number: `NR-${nth}`,
  externalKey: `key-${nth}`,
  name: `Trader ${nth}`,
  firstName: 'Ada',
  lastName: 'Byron',
  email: `trader-${nth}@example.test`,
  phone: '+353 1 234',
  billLine: '1 Quay Street',
  billCity: 'Galway',
  country: 'Ireland',
  shipLine: '2 Quay Street',
  shipCountry: 'IE',
  terms: '30',
  limit: '500.00',
  tags: 'trade',
  contactName: 'Grace',
  contactEmail: `grace-${nth}@example.test`,
  language: 'en',
  sku: `SKU-${nth}`,
  unitPrice: '12.50',
  weightGrams: '250',
  weightKilograms: '0.25',
  kind: 'goods',
  customer: 'owner@example.test',
  issuedOn: addDays(ctx.today, -20),
  dueOn: addDays(ctx.today, 10),
  rest: '120.00',
  currency: 'EUR',
  quantity: '4',
  bin: 'A-01',
})

describe('a file of a well-known program', () => {
  it.each(programs.map((one, nth) => [`${one.program} ${one.kind} ${nth}`, one, nth] as const))(
    '%s is known by its heads, and its rows are right as they stand',
    async (_name, { program, kind, marks, columns }, nth) => {
      const fields = Object.entries(columns).map(
        ([field, names]) => [names[0] as string, said(nth)[field] ?? ''] as const,
      )
      const own: Record<string, string> = kind === 'STOCK' ? { SKU: 'STOCKED' } : {}
      const heads = [...new Set([...fields.map(([head]) => head), ...marks])]
      const cells = heads.map((head) => own[head] ?? fields.find(([name]) => name === head)?.[1] ?? '')
      const file = csvLine(heads) + csvLine(cells.map((cell) => (cell === 'Main' ? '' : cell)))
      expect(recognised(heads)).toMatchObject({ program, kind })
      const seen = await lookedAt(
        ctx,
        kind === 'STOCK'
          ? csvLine(heads) + csvLine(heads.map((head, at) => (head === 'Location' ? 'MAIN' : (cells[at] ?? ''))))
          : file,
      )
      const { rows } = await importRows(ctx, { id: seen.id })
      expect(rows.map(({ outcome, problems }) => (problems?.length ? problems : outcome))).toEqual([
        kind === 'STOCK' ? expect.anything() : 'NEW',
      ])
    },
  )

  it('of Shopify has its variants named and its pictures left out', async () => {
    const file = `Handle,Title,Option1 Value,Variant SKU,Variant Price,Variant Grams,Image Src
shirt,Shirt,Red,SH-R,10.00,200,https://example.test/a.png
shirt,,Blue,SH-B,11.00,200,
shirt,,,,,,https://example.test/b.png
mug,Mug,Default Title,MUG,5.00,300,
`
    const done = await movedIn(ctx, file)
    expect(done).toMatchObject({ program: 'Shopify', counts: { NEW: 3 } })
    const { rows } = await importRows(ctx, { id: done.id })
    expect(rows.map(({ cells }) => cells[1])).toEqual(['Shirt – Red', 'Shirt – Blue', 'Mug'])
  })

  it('of Xero has an invoice once, however many lines it has', async () => {
    const day = (days: number) => addDays(ctx.today, days).split('-').reverse().join('/')
    const heads =
      '*ContactName,EmailAddress,POAddressLine1,POCity,*InvoiceNumber,*InvoiceDate,*DueDate,InvoiceAmountDue,Description'
    const row = (what: string) => `Owner Ltd,,,,XE-1,${day(-40)},${day(-10)},99.50,${what}`
    const done = await movedIn(ctx, `${heads.replaceAll('*', '')}\n${row('one')}\n${row('two')}\n`)
    expect(done).toMatchObject({ program: 'Xero', kind: 'OPEN_INVOICES', counts: { NEW: 1 } })
  })
})
