import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
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
  state: 'active',
  cost: '4.50',
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

  it('of Shopify has the cost of its products, and those it no longer sells come in out of use; all of it goes when it is taken back', async () => {
    const heads = 'Handle,Title,Option1 Value,Variant SKU,Variant Price,Variant Barcode,Cost per item,Status'
    const row = (cost: string, state: string) => `lamp,Lamp,Red,LA-R,10.00,,${cost},active
lamp,,Blue,LA-B,11.00,,,
vase,Vase,Default Title,VA,5.00,4006381333931,2.00,${state}
`
    const stood = async () =>
      (
        await read(
          ctx,
          sql<{
            sku: string
            cost: string | null
            archived: boolean
          }>`SELECT p.sku, trim_scale(y.unit_cost)::text AS cost, p.archived_at IS NOT NULL AS archived FROM product p
            LEFT JOIN product_supply y ON y.organisation_id = p.organisation_id AND y.product_id = p.id
            WHERE p.organisation_id = ${ctx.organisationId} AND p.sku IN ('LA-R', 'LA-B', 'VA') ORDER BY p.sku`,
        )
      )[0]
    const first = await movedIn(ctx, `${heads}\n${row('4.20', 'archived')}`)
    const shown = await importRows(ctx, { id: first.id })
    expect(shown.rows.map(({ outcome, changes }) => [outcome, changes])).toEqual([
      ['NEW', []],
      ['NEW', []],
      ['NEW', [['state', '', 'out of use (archived)']]],
    ])
    const [blue, red, vase] = [
      { sku: 'LA-B', cost: null, archived: false },
      { sku: 'LA-R', cost: '4.2', archived: false },
      { sku: 'VA', cost: '2', archived: true },
    ]
    expect(await stood()).toEqual([blue, red, vase])
    const again = await movedIn(ctx, `${heads}\n${row('4.50', 'draft')}`)
    expect(again).toMatchObject({ counts: { CHANGED: 1, SAME: 2 } })
    expect(await stood()).toEqual([blue, { ...red, cost: '4.5' }, vase])
    await takenBack(ctx, again.id)
    expect(await stood()).toEqual([blue, red, vase])
    await takenBack(ctx, first.id)
    expect(await stood()).toEqual([])
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
