import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importRows } from './queries/imports'
import type { KindName } from './rules/fields'

let ctx: Ctx
let customers: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customers = (
    await movedIn(
      ctx,
      'Customer number,Name,Street,Town,Country,Language\nK-1,Anna,Road 1,Dublin,IE,German\nK-2,Bo,,,IE,en_GB\nK-3,Cy,,,IE,Klingon\n',
      'CUSTOMERS',
    )
  ).id
})

const lines = async (text: string) => {
  const [rows] = await read(ctx, { text, values: [] })
  return (rows as Record<string, unknown>[]).map((row) => Object.values(row).join(' '))
}
const places = () =>
  lines(`SELECT c.number, a.label, a.line, a.is_bill_to AS bill, a.is_ship_to AS ship, array_to_string(a.delivery_days, '+') AS days
    FROM customer_address a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id ORDER BY c.number, lower(a.label)`)
const people = () =>
  lines(`SELECT c.number, k.name, k.email, k.language, array_to_string(k.purposes, '+') AS about
    FROM customer_contact k JOIN customer c ON c.organisation_id = k.organisation_id AND c.id = k.customer_id ORDER BY c.number, k.name`)
const problemsOf = async (id: string) =>
  (await importRows(ctx, { id })).rows.map(({ outcome, problems }) => problems?.[0]?.code ?? outcome)

it('a customer has the language that a file names in words or by code, and none that nobody knows', async () => {
  expect(await problemsOf(customers)).toEqual(['NEW', 'NEW', 'LANGUAGE_UNKNOWN'])
  expect(await lines('SELECT number, language FROM customer ORDER BY number')).toEqual(['K-1 de', 'K-2 en'])
})

describe('addresses of customers from a file of their own', () => {
  const file = `Customer number,Address name,Street,Town,Delivery days,Invoices go there,Goods go there
K-1,Yard,Quay 2,Cork,"Mon, Do",,yes
K-1,,Quay 3,Galway,,,
K-2,Office,Lane 4,Cork,,,
K-2,Books,Lane 5,Cork,,yes,no
K-9,Nowhere,Lane 6,Cork,,,
K-2,Shed,,Cork,sometimes,,
`
  it('are added with their names and uses, twice change nothing, and are taken back with the uses that they took over', async () => {
    const before = await places()
    expect(before).toEqual(['K-1 Main Road 1 true true '])
    const done = await movedIn(ctx, file)
    expect(done).toMatchObject({ kind: 'ADDRESSES', counts: { NEW: 4, WRONG: 2 } })
    expect(await problemsOf(done.id)).toEqual(['NEW', 'NEW', 'NEW', 'NEW', 'CUSTOMER_UNKNOWN', 'DELIVERY_DAYS_UNREAD'])
    expect(await places()).toEqual([
      'K-1 Galway Quay 3 false false ',
      'K-1 Main Road 1 true false ',
      'K-1 Yard Quay 2 false true 1+4',
      'K-2 Books Lane 5 true false ',
      'K-2 Office Lane 4 false true ',
    ])
    expect(await checkOrganisation(ctx)).toEqual([])
    expect((await lookedAt(ctx, file)).outcomes).toEqual({ SAME: 4, WRONG: 2 })
    const change = await movedIn(ctx, 'Customer number,Address name,Street,Town\nK-1,yard,Quay 7,Cork\n', 'ADDRESSES')
    expect(change.counts).toEqual({ CHANGED: 1 })
    expect((await places())[2]).toBe('K-1 Yard Quay 7 false true 1+4')
    await takenBack(ctx, change.id)
    expect((await places())[2]).toBe('K-1 Yard Quay 2 false true 1+4')
    // What only the second file changed is as the first one left it, because that change was taken back.
    expect(await takenBack(ctx, done.id)).toMatchObject({ kept: 0 })
    expect(await places()).toEqual(before)
    // Whoever gave the invoices to another address since is not overruled.
    const heads = file.split('\n')[0]
    const again = await movedIn(ctx, `${heads}\nK-1,Yard,Quay 2,Cork,,yes,\nK-1,Dock,Quay 3,Cork,,,yes\n`)
    const uses = (label: string) =>
      `UPDATE customer_address SET is_bill_to = label = '${label}' WHERE label IN ('Main', 'Yard') AND is_bill_to <> (label = '${label}')`
    for (const text of [uses('none'), uses('Main')]) await transaction(ctx, {}, (tx) => tx.commit({ text, values: [] }))
    expect(await takenBack(ctx, again.id)).toMatchObject({ kept: 1 })
    expect(await places()).toEqual(['K-1 Main Road 1 true true ', 'K-1 Yard Quay 2 false false '])
    await transaction(ctx, {}, (tx) =>
      tx.commit({ text: "DELETE FROM customer_address WHERE label = 'Yard'", values: [] }),
    )
  })
})

describe('contacts of customers from a file of their own', () => {
  const file = `Customer number,Contact,E-mail,Language,Purposes
K-1,Otto,otto@example.test,Deutsch,orders and invoices
K-1,Olga,olga@example.test,,all
Bo,Bella,,French,
K-1,Nobody,,,invoices
K-1,Any,any@example.test,,birthdays
`
  it('are several for each customer, by purpose and language; the same file changes nothing, another one what it says', async () => {
    const done = await movedIn(ctx, file)
    expect(done).toMatchObject({ kind: 'CONTACTS', counts: { NEW: 3, WRONG: 2 } })
    expect(await problemsOf(done.id)).toEqual(['NEW', 'NEW', 'NEW', 'SAID', 'PURPOSE_UNKNOWN'])
    const there = [
      'K-1 Olga olga@example.test  ORDERS+DELIVERIES+INVOICES+REMINDERS',
      'K-1 Otto otto@example.test de ORDERS+INVOICES',
      'K-2 Bella  fr ',
    ]
    expect(await people()).toEqual(there)
    expect((await lookedAt(ctx, file)).outcomes).toEqual({ SAME: 3, WRONG: 2 })
    const change = await movedIn(ctx, 'Customer number,Contact,Purposes\nK-1,Otto,reminders\n', 'CONTACTS')
    expect(change.counts).toEqual({ CHANGED: 1 })
    expect((await people())[1]).toBe('K-1 Otto otto@example.test de REMINDERS')
    await takenBack(ctx, change.id)
    expect(await people()).toEqual(there)
    expect(await takenBack(ctx, done.id)).toMatchObject({ kept: 0 })
    expect(await people()).toEqual([])
  })
})

it('contacts and addresses stay when somebody changed them since, the others go, and their customers are told as changed once', async () => {
  const changes = () =>
    lines(`SELECT c.number, e.payload->'fields'->>0 AS field, count(*)::int AS n FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
      JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.object_id WHERE e.name = 'customer/customer.changed' GROUP BY 1, 2 ORDER BY 1, 2`)
  const of = async (file: string, kind: KindName, change: string) => {
    const { id } = await movedIn(ctx, file, kind)
    await transaction(ctx, {}, (tx) => tx.commit({ text: change, values: [] }))
    const before = await changes()
    await takenBack(ctx, id)
    const { rows } = await importRows(ctx, { id })
    return [rows.map(({ kept }) => kept), (await changes()).filter((line) => !before.includes(line)).length]
  }
  const contacts =
    'Customer number,Contact,E-mail\nK-1,Ina,ina@example.test\nK-1,Uwe,uwe@example.test\nK-1,Eva,eva@example.test\nK-2,Jo,jo@example.test\n'
  const renamed = "UPDATE customer_contact SET name = 'Ina Late' WHERE name = 'Ina'"
  expect(await of(contacts, 'CONTACTS', renamed)).toEqual([['changed', null, null, null], 2])
  expect((await people()).map((line) => line.split(' ')[1])).toEqual(['Ina'])
  const addresses = 'Customer number,Address name,Street,Town\nK-1,Dock,Quay 1,Cork\nK-1,Barn,Lane 1,Cork\n'
  const moved = "UPDATE customer_address SET line = 'Quay 9' WHERE label = 'Dock'"
  expect(await of(addresses, 'ADDRESSES', moved)).toEqual([['changed', null], 1])
  expect((await places()).filter((line) => /Dock|Barn/.test(line))).toEqual(['K-1 Dock Quay 9 false false '])
  const late = await movedIn(ctx, 'Customer number,Contact,E-mail\nK-2,Kim,kim@example.test\n', 'CONTACTS')
  await transaction(ctx, {}, (tx) => tx.commit({ text: "DELETE FROM customer_contact WHERE name = 'Kim'", values: [] }))
  const before = await changes()
  await takenBack(ctx, late.id)
  expect((await importRows(ctx, { id: late.id })).rows.map(({ kept }) => kept)).toEqual(['gone'])
  expect(await changes()).toEqual(before)
})

it('a contact that a file added to a customer of before goes when it is taken back, unless somebody changed them since', async () => {
  const file =
    'Customer number,Name,Payment terms,Group,Contact: name,Contact: e-mail\nK-1,Anna,,,New Ada,new.ada@example.test\n'
  const fresh = async () => (await people()).filter((one) => one.includes('New Ada')).length
  const told = () =>
    lines(
      `SELECT e.payload->'fields'->>0 FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
        JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.object_id WHERE e.name = 'customer/customer.changed' AND c.number = 'K-1'`,
    )
  const { id } = await movedIn(ctx, file, 'CUSTOMERS')
  expect(await fresh()).toBe(1)
  const before = (await told()).length
  expect(await takenBack(ctx, id)).toMatchObject({ state: 'UNDONE', kept: 0, madeStays: [] })
  expect([await fresh(), (await told()).length]).toEqual([0, before + 1])
  const again = await movedIn(ctx, file, 'CUSTOMERS')
  await transaction(ctx, {}, (tx) =>
    tx.commit({ text: `UPDATE customer_contact SET phone = '1' WHERE name = 'New Ada'`, values: [] }),
  )
  expect(await takenBack(ctx, again.id)).toMatchObject({
    kept: 0,
    madeStays: [{ table: 'customer_contact', name: 'New Ada' }],
  })
  expect(await fresh()).toBe(1)
  await transaction(ctx, {}, (tx) =>
    tx.commit({ text: "DELETE FROM customer_contact WHERE name = 'New Ada'", values: [] }),
  )
  const third = await movedIn(ctx, file, 'CUSTOMERS')
  await transaction(ctx, {}, (tx) =>
    tx.commit({ text: "DELETE FROM customer_contact WHERE name = 'New Ada'", values: [] }),
  )
  expect(await takenBack(ctx, third.id)).toMatchObject({ kept: 0, madeStays: [] })
})

it('a contact that a file of customers changed is as before when it is taken back, unless somebody changed them or their customer since', async () => {
  const write = (text: string) => transaction(ctx, {}, (tx) => tx.commit({ text, values: [] }))
  const file = (phone: string) =>
    `Customer number,Name,Town,Contact: name,Contact: e-mail,Contact: phone,Contact: language\nK-1,Anna,,Bo,bo@example.test,${phone},de\n`
  const bo = () => lines(`SELECT phone, coalesce(language, '') FROM customer_contact WHERE name = 'Bo'`)
  await movedIn(ctx, 'Customer number,Contact,E-mail,Phone\nK-1,Bo,bo@example.test,1\n', 'CONTACTS')
  const { id, counts } = await movedIn(ctx, file('2'), 'CUSTOMERS')
  expect(counts).toEqual({ CHANGED: 1 })
  expect(await bo()).toEqual(['2 de'])
  expect(await takenBack(ctx, id)).toMatchObject({ state: 'UNDONE', kept: 0, madeStays: [] })
  expect(await bo()).toEqual(['1 '])
  const touched = await movedIn(ctx, file('3'), 'CUSTOMERS')
  await write(`UPDATE customer_contact SET phone = '4' WHERE name = 'Bo'`)
  expect(await takenBack(ctx, touched.id)).toMatchObject({
    kept: 0,
    madeStays: [{ table: 'customer_contact', name: 'Bo' }],
  })
  expect(await bo()).toEqual(['4 de'])
  const kept = await movedIn(ctx, file('5'), 'CUSTOMERS')
  await write(`UPDATE customer SET note = 'Called' WHERE number = 'K-1'`)
  expect(await takenBack(ctx, kept.id)).toMatchObject({ kept: 1, madeStays: [{ name: 'Bo' }] })
  expect(await bo()).toEqual(['5 de'])
})
