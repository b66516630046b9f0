import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archivedInto, recordsOf, typed } from '@/prisma/seed/archived'
import { lookedAt } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { makePlanned } from '@/prisma/seed/supply'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { checkOrganisation } from '@/server/simulation/check/check'
import { rowIn } from './mutations/archive-rows'
import { goOn } from './mutations/go-on'
import { start } from './mutations/import'
import { readArchive } from './mutations/read-archive'
import { importRows } from './queries/imports'
import { carried, notInFile, staysInFile } from './rules/carried'
import type { KindName } from './rules/fields'

let folder: string
let path: string
let from: Ctx

async function brought(file: string, kind: KindName) {
  const { id } = await lookedAt(from, file, kind)
  const { rows } = await importRows(from, { id, outcome: 'WRONG' })
  expect(rows.map(({ problems }) => problems)).toEqual([])
  await start(from, { id, skipsWrong: false })
  await goOn(from, id)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octet-read-archive-'))
  path = join(folder, 'archive.zip')
  from = (await makeOrganisation()).ctx
  await giveLegalDetails(from)
  const { customerId } = await makeCustomer(from)
  const { shipmentId } = await makeShipped(from, { customerId })
  await issueForShipment(from, shipmentId)
  await brought(
    'Customer number,Name,Payer (customer number),Street,Town,Ship to: street,Ship to: town,Contact: name,Contact: e-mail,Credit limit,Group,Tags,Note\nA-1,Anna: 12345678901234567,A-2,Road 1,Dublin,Yard 2,Cork,Otto,otto@example.test,,Bakers,"early,cash","“a”: 1, b"\nA-2,Bo,,,,,,,,99999.99,Bakers,,\n',
    'CUSTOMERS',
  )
  await brought(
    'Customer number,Address name,Street,Town,Delivery days\nA-2,Yard,Quay 1,Cork,"1, 3"\nA-2,Shop,Lane 2,Cork,\n',
    'ADDRESSES',
  )
  await brought('Customer number,Contact,E-mail,Language,Purposes\nA-2,Olga,olga@example.test,de,all\n', 'CONTACTS')
  await brought(
    'SKU,Name,Price,Category,Description,Country of origin,Tariff code,Successor (SKU),Case quantity,Case barcode\nP-1,Flour,123456789012.123456,Baking,Fine,IT,110100,P-2,12,14006381333938\nP-2,Salt,2.5,,,,,,,\n',
    'PRODUCTS',
  )
  await brought('SKU,Bin,Quantity,Cost of a unit\nP-1,NEW-1,7,1.25\nP-1,NEW-2,3,1.25\nP-2,NEW-1,12,\n', 'STOCK')
  await brought('Price list,SKU,From quantity,Price\nTrade,P-1,1,9.99\nTrade,P-1,10,8.885\n', 'PRICES')
  await brought(
    'Invoice number,Customer,Invoice day,Due day,Still open\nOLD-1,A-1,2026-01-05,2026-02-04,150.25\n',
    'OPEN_INVOICES',
  )
  await typed(from, customerId)
  await archivedInto(from, path)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const books = async (ctx: Ctx) => {
  const [[row]] = await read(ctx, {
    text: `SELECT (SELECT count(*)::int FROM sales_order) + (SELECT count(*)::int FROM invoice) AS papers,
      (SELECT coalesce(sum(amount_minor), 0)::text FROM posting_line WHERE account_code = 'RECEIVABLE') AS owed,
      (SELECT count(*)::int FROM posting_line WHERE account_code IN ('REVENUE', 'TAX')) AS sold`,
    values: [],
  })
  return row as { papers: number; owed: string; sold: number }
}

it('every table of an organisation is brought back, stays in the file or is no part of it, each with its reason', async () => {
  const [tables] = await read(from, {
    text: `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped) ORDER BY 1`,
    values: [],
  })
  const named = [...carried.map(({ table }) => table), ...Object.keys(staysInFile), ...Object.keys(notInFile)]
  expect(named.toSorted()).toEqual((tables as { name: string }[]).map(({ name }) => name))
})

describe('an archive that is read into an empty organisation', () => {
  it('gives the same records, opens what was owed, and leaves what happened in the file', async () => {
    const { ctx: to } = await makeOrganisation()
    const counts = await readArchive(to, path)
    expect(counts).toMatchObject({
      customer: 3,
      price_entry: 2,
      open_item: 2,
      planned_receipt: 2,
      planned_receipt_line: 2,
    })
    const [was, is] = [await recordsOf(from), await recordsOf(to)]
    for (const [what, rows] of Object.entries(was)) expect(is[what as keyof typeof is], what).toEqual(rows)
    expect(was.open).toHaveLength(2)
    expect(was.products.some((row) => /"successor_id": "/.test(row) && /"category_id": "/.test(row))).toBe(true)
    expect([was.addresses, was.contacts].map((rows) => rows.some((row) => /Quay 1|Olga/.test(row)))).toEqual([
      true,
      true,
    ])
    expect(was.products.some((row) => row.includes('123456789012.123456'))).toBe(true)
    expect(await books(to)).toEqual({ papers: 0, owed: (await books(from)).owed, sold: 0 })
    expect(await checkOrganisation(to)).toEqual([])
    expect(await refused(readArchive(to, path))).toBe('ORGANISATION_IN_USE')
    for (const kind of ['notes', 'files', 'holds', 'packs', 'lots', 'planned', 'drafts', 'quotes'] as const)
      expect(is[kind].length, kind).toBeGreaterThan(0)
    await makePlanned(to, [{ productId: JSON.parse(is.blocked[0] as string)[0], quantity: 1 }])
    const again = await makeCustomer(to, { name: 'Later' })
    const [numbers] = await read(to, { text: 'SELECT number FROM customer', values: [] })
    expect(new Set((numbers as { number: string }[]).map(({ number }) => number)).size).toBe(4)
    expect(again.customerId).toBeTruthy()
  })

  it('is refused in words and leaves nothing when it is broken, lies, or is in another currency', async () => {
    const { ctx: to } = await makeOrganisation()
    const file = async (files: Record<string, string>) => {
      const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])))
      await writeFile(join(folder, 'other.zip'), bytes)
      return refused(readArchive(to, join(folder, 'other.zip')))
    }
    const manifest = JSON.stringify({ format: 1, currency: to.organisation.currency })
    expect(await file({ 'manifest.json': '{}' })).toBe('ARCHIVE_UNREADABLE')
    expect(await file({ 'manifest.json': JSON.stringify({ format: 1, currency: 'JPY' }) })).toBe(
      'ARCHIVE_OTHER_CURRENCY',
    )
    const group = '{"id":"0190c0de-0000-7000-8000-000000000001","name":"Half"}\n'
    for (const line of ['no row', 'null', '5', '"text"', '[]'])
      expect(await file({ 'manifest.json': manifest, 'json/customer_group.jsonl': `${group}${line}\n` }), line).toBe(
        'ARCHIVE_UNREADABLE',
      )
    expect(
      await file({
        'manifest.json': manifest,
        'json/customer_group.jsonl': group,
        'json/customer.jsonl': '{"id":"x"}\n',
      }),
    ).toBe('ARCHIVE_UNREADABLE')
    await writeFile(join(folder, 'other.zip'), 'nothing at all')
    expect(await refused(readArchive(to, join(folder, 'other.zip')))).toBe('ARCHIVE_UNREADABLE')
    expect((await recordsOf(to)).groups).toEqual([])
  })
})

it.each(['5', '"words"', 'true', 'null', '[{"id": "1"}]', '{"id": ', ''])(
  'refuses the line %j of an archive',
  (line) => {
    expect(rowIn('{"id": "1"}')).toEqual({ id: '1' })
    expect(() => rowIn(line)).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }))
  },
)
