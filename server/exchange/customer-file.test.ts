import { expect, it } from 'vitest'
import { lookedAt, movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { listServices } from '@/server/carrier/queries'
import { exportsByName } from '@/server/exports'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { csvLine } from '@/server/platform/files/csv'
import { typedCell, writeWorkbook } from '@/server/platform/files/xlsx-write'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importRows } from './queries/imports'
import { fieldsOf } from './rules/fields'

async function listOf(ctx: Ctx, name: string) {
  const file = exportsByName[name]
  if (!file) throw new Error(name)
  const columns = file.columns(ctx)
  const { rows } = await file.page(ctx, { sort: 'name' }, undefined)
  return { heads: columns.map(({ label }) => label), rows: rows.map((row) => columns.map(({ value }) => value(row))) }
}
async function fileOf(ctx: Ctx, name: string): Promise<string> {
  const { heads, rows } = await listOf(ctx, name)
  return [heads, ...rows].map((cells) => csvLine(cells)).join('')
}
async function workbookOf(ctx: Ctx, name: string): Promise<Buffer> {
  const { heads, rows } = await listOf(ctx, name)
  const typed = rows.map((cells) => cells.map((cell) => typedCell(cell, false)))
  return Buffer.from(await writeWorkbook(heads, typed))
}
const send = (ctx: Ctx, text: string) => transaction(ctx, {}, (tx) => tx.commit({ text, values: [] }))

it('customers go out with all that a file may say of them, come in again unchanged, and elsewhere as they are here', async () => {
  const { ctx } = await makeOrganisation()
  const [service] = await listServices(ctx)
  const [[boss]] = await read(ctx, { text: 'SELECT name, email FROM membership', values: [] })
  const { name, email } = boss as { name: string; email: string }
  const file = `Customer number,Key in the other program,Name,E-mail,Telephone,Tax number,Registration number,Tax treatment,Country,Street,Second line,Postcode,Town,Region,Ship to: name,Ship to: street,Ship to: second line,Ship to: postcode,Ship to: town,Ship to: region,Ship to: country,Contact: name,Contact: e-mail,Contact: telephone,Contact: written to about,Contact: language,Payment terms,Limit EUR,Group,Tags,Account owner,Payer (customer number),Language,Their order number is needed,If something is short,Carrier service,Note
K-1,key 1,Anna,anna@example.test,+49 (0)30 123,ATU12345675,FN 1,Reverse charge,Austria,Ring 1,Top 2,1010,Wien,Wien,Lager,Gasse 3,Tor 4,8010,Graz,Steiermark,Österreich,Otto,otto@example.test,+43 (1) 2,"orders, invoices",German,Net 30,1500.50,'-Bakers,"'-vip, b",${name},,French,yes,Close rest,${service?.name},=1+1
K-2,,Bo,,,,,,DE,,,,,,,,,,,,,,,,,,,,,,,K-1,,,,,
`
  const { counts, leftOut } = await movedIn(ctx, file)
  expect([counts, leftOut]).toEqual([{ NEW: 2 }, []])
  const further =
    'Customer number,Address name,Ship to name,Street,Second line,Postcode,Town,Region,Country,Contact,Phone,Opening hours,Delivery days,Packing instructions,Delivery instructions\nK-1,Yard,Hof,Quay 2,Back,1020,Wien,Wien,AT,Uwe,+43 (2) 3,8-12,"Mon, Do",=careful,-5 (cool)\n'
  expect((await movedIn(ctx, further)).counts).toEqual({ NEW: 1 })
  const people = 'Customer number,Contact,E-mail,Phone,Language,Purposes\nK-1,Olga,olga@example.test,+43 (3) 4,fr,all\n'
  expect((await movedIn(ctx, people)).counts).toEqual({ NEW: 1 })
  // What is no longer chosen is still what they have.
  await send(ctx, 'UPDATE customer_group SET archived_at = now()')
  await send(ctx, "UPDATE payment_terms SET archived_at = now() WHERE code = 'NET30' AND NOT is_default")
  const out = {
    customers: await fileOf(ctx, 'customers'),
    addresses: await fileOf(ctx, 'customer-addresses'),
    contacts: await fileOf(ctx, 'customer-contacts'),
  }
  for (const [what, rows] of [
    ['customers', 2],
    ['addresses', 3],
    ['contacts', 2],
  ] as const) {
    const seen = await lookedAt(ctx, out[what])
    const { rows: said } = await importRows(ctx, { id: seen.id })
    expect(said.map(({ problems, changes }) => [problems, changes])).toEqual(Array(rows).fill([[], []]))
    expect([seen.kind, seen.outcomes, seen.leftOut]).toEqual([what.toUpperCase(), { SAME: rows }, []])
    // The names of their parts are one of the name, and whose person somebody is is the other file.
    const partly = ['firstName', 'lastName', 'partOf']
    const fields = fieldsOf(seen.kind ?? 'STOCK').flatMap(({ key }) => (partly.includes(key) ? [] : key))
    expect(Object.keys(seen.mapping).sort()).toEqual(fields.sort())
    expect(seen.heads.filter((_head, column) => !Object.values(seen.mapping).includes(column))).toEqual(
      what === 'customers' ? ['Open EUR', 'On hold'] : ['Whose'],
    )
  }
  for (const [name, rows] of [
    ['customers', 2],
    ['customer-addresses', 3],
    ['customer-contacts', 2],
  ] as const)
    expect((await lookedAt(ctx, await workbookOf(ctx, name))).outcomes, name).toEqual({ SAME: rows })
  // Who may not set limits may send the file that says those that stand.
  const clerk = {
    ...ctx,
    permissions: new Set(['exchange.import', 'customer.change', 'customer.read']),
  } as unknown as Ctx
  expect((await lookedAt(clerk, out.customers)).outcomes).toEqual({ SAME: 2 })

  const { ctx: other } = await makeOrganisation()
  const elsewhere = out.customers.replace(email, '')
  const moved = await movedIn(other, elsewhere)
  expect((await importRows(other, { id: moved.id })).rows.map(({ problems }) => problems)).toEqual([[], []])
  expect((await movedIn(other, out.addresses)).counts).toEqual({ NEW: 1, SAME: 2 })
  expect((await movedIn(other, out.contacts)).counts).toEqual({ NEW: 1, SAME: 1 })
  expect(await fileOf(other, 'customers')).toBe(elsewhere)
  expect(await fileOf(other, 'customer-addresses')).toBe(out.addresses)
  expect(await fileOf(other, 'customer-contacts')).toBe(out.contacts)
  expect(await checkOrganisation(other)).toEqual([])
})
