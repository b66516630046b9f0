import { beforeAll, describe, expect, it } from 'vitest'
import { columnsOf, lookedAt, movedIn } from '@/prisma/seed/imported'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { takeNumber } from '@/server/platform/database/numbers'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { goOn } from './mutations/go-on'
import { choose, start, undo } from './mutations/import'
import { takeFile } from './mutations/take-file'
import { importRecord, importRows, wrongRows } from './queries/imports'
import type { KindName } from './rules/fields'

let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
})

const looked = (csv: string, kind: KindName) => lookedAt(ctx, csv, kind)
const moved = (csv: string, kind: KindName) => movedIn(ctx, csv, kind)

const count = async (table: 'customer' | 'customer_group' | 'product') => {
  const [[row]] = await read(ctx, { text: `SELECT count(*)::int AS n FROM ${table}`, values: [] })
  return (row as { n: number }).n
}

const customers = `Customer number;Name;E-mail;Street;Postcode;Town;Country;Ship to: street;Ship to: town;Contact: name;Contact: e-mail;Contact: written to about;Payment terms;Credit limit;Group;Tags
A-1;Bäckerei Anna;anna@example.test;Hauptstr. 1;10115;Berlin;Germany;Hof 2;Berlin;Otto;otto@example.test;invoices, reminders;14 days net;1.500,50;Bakers;early, cash
A-2;Café Bo;bo@example.test;Rue 3;75001;Paris;FR;;;;;;Net 30;;Bakers;
A-3;Nobody;not a mail;;;;Atlantis;;;;;;in a while;12x;;
`

describe('customers from a file', () => {
  it('are shown before anything is done, written once with everything that belongs to them, and taken back', async () => {
    const seen = await looked(customers, 'CUSTOMERS')
    expect(seen).toMatchObject({ state: 'CHECKED', outcomes: { NEW: 2, WRONG: 1 }, decimalSign: ',' })
    expect([await count('customer'), await count('customer_group')]).toEqual([0, 0])
    const wrong = await importRows(ctx, { id: seen.id, outcome: 'WRONG' })
    expect(wrong.rows.map(({ place, problems }) => [place, problems?.map(({ code }) => code).sort()])).toEqual([
      [4, ['AMOUNT_UNREAD', 'COUNTRY_UNKNOWN', 'SAID', 'TERMS_UNKNOWN']],
    ])
    expect(await refused(start(ctx, { id: seen.id, skipsWrong: false }))).toBe('ROWS_WRONG')
    await start(ctx, { id: seen.id, skipsWrong: true })
    await goOn(ctx, seen.id)
    expect(await importRecord(ctx, seen.id)).toMatchObject({ state: 'DONE', counts: { NEW: 2, WRONG: 1 } })
    const [rows] = await read(
      ctx,
      sql<
        Record<string, unknown>
      >`SELECT c.number, c.name, c.country, t.code AS terms, g.name AS grp, a.limit_minor::text AS limit_minor,
          ARRAY(SELECT tag FROM customer_tag x WHERE x.organisation_id = c.organisation_id AND x.customer_id = c.id ORDER BY 1) AS tags,
          ARRAY(SELECT label || ' ' || line FROM customer_address x WHERE x.organisation_id = c.organisation_id AND x.customer_id = c.id ORDER BY 1) AS addresses,
          ARRAY(SELECT name || ' ' || array_to_string(purposes, '+') FROM customer_contact x WHERE x.organisation_id = c.organisation_id AND x.customer_id = c.id) AS contacts
        FROM customer c JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
        JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id
        LEFT JOIN customer_group g ON g.organisation_id = c.organisation_id AND g.id = c.group_id
        WHERE c.organisation_id = ${ctx.organisationId} ORDER BY c.number`,
    )
    expect(rows).toEqual([
      {
        number: 'A-1',
        name: 'Bäckerei Anna',
        country: 'DE',
        terms: 'NET14',
        grp: 'Bakers',
        limitMinor: '150050',
        tags: ['cash', 'early'],
        addresses: ['Delivery Hof 2', 'Main Hauptstr. 1'],
        contacts: ['Otto INVOICES+REMINDERS'],
      },
      {
        number: 'A-2',
        name: 'Café Bo',
        country: 'FR',
        terms: 'NET30',
        grp: 'Bakers',
        limitMinor: null,
        tags: [],
        addresses: ['Main Rue 3'],
        contacts: [],
      },
    ])
    expect(await looked(customers, 'CUSTOMERS')).toMatchObject({ outcomes: { SAME: 2, WRONG: 1 } })
    expect(await checkOrganisation(ctx)).toEqual([])
    await undo(ctx, { id: seen.id })
    await goOn(ctx, seen.id)
    expect(await importRecord(ctx, seen.id)).toMatchObject({ state: 'UNDONE', kept: 0 })
    expect([await count('customer'), await count('customer_group')]).toEqual([0, 0])
  })

  it('change what the file says otherwise and nothing else, and become as they were when that is taken back', async () => {
    await moved(customers, 'CUSTOMERS')
    const change = 'Customer number,Name,Telephone,Tags\nA-1,Anna GmbH,0123,late\nA-2,Café Bo,,\n'
    const seen = await looked(change, 'CUSTOMERS')
    expect(seen.outcomes).toEqual({ CHANGED: 1, SAME: 1 })
    const { rows } = await importRows(ctx, { id: seen.id, outcome: 'CHANGED' })
    expect(rows[0]?.changes).toEqual([
      ['name', 'Bäckerei Anna', 'Anna GmbH'],
      ['phone', '', '0123'],
      ['tags', 'cash, early', 'late'],
    ])
    await start(ctx, { id: seen.id, skipsWrong: false })
    await goOn(ctx, seen.id)
    const name = async () => {
      const [[row]] = await read(
        ctx,
        sql<{ name: string; phone: string | null; tags: number; limitMinor: string }>`SELECT name, phone,
        (SELECT limit_minor::text FROM credit_account a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id),
        (SELECT count(*)::int FROM customer_tag t WHERE t.organisation_id = c.organisation_id AND t.customer_id = c.id) AS tags
        FROM customer c WHERE organisation_id = ${ctx.organisationId} AND number = 'A-1'`,
      )
      return row
    }
    expect(await name()).toEqual({ name: 'Anna GmbH', phone: '0123', tags: 1, limitMinor: '150050' })
    await undo(ctx, { id: seen.id })
    await goOn(ctx, seen.id)
    expect(await name()).toEqual({ name: 'Bäckerei Anna', phone: null, tags: 2, limitMinor: '150050' })
  })

  it('stay when they were used or changed since, and the page says why', async () => {
    const { id } = await moved(
      'Customer number,Name,Payer (customer number),Contact: name\nU-1,Used,,Uta\nU-2,Free,,Uwe\nU-3,Paid for,U-4,\nU-4,Payer,,\n',
      'CUSTOMERS',
    )
    const { rows } = await importRows(ctx, { id })
    expect(rows.map(({ outcome }) => outcome)).toEqual(['NEW', 'NEW', 'NEW', 'NEW'])
    const { productId } = await makeProduct(ctx, { stock: 5 })
    await confirm(ctx, { customerId: rows[0]?.recordId as string, lines: [{ productId, quantity: 1 }] })
    await undo(ctx, { id })
    await goOn(ctx, id)
    const after = await importRows(ctx, { id })
    expect(after.rows.map(({ kept }) => kept)).toEqual(['sales_order', null, null, null])
    expect(await importRecord(ctx, id)).toMatchObject({ kept: 1, madeStays: [] })
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('get numbers of ours where the file has none, and none that is set aside for others', async () => {
    const { id } = await moved(
      'Name,E-mail\nOne,one@example.test\nTwo,two@example.test\nOne,one@example.test\n',
      'CUSTOMERS',
    )
    const { rows } = await importRows(ctx, { id })
    expect(rows.map(({ outcome, problems }) => [outcome, problems?.[0]?.code])).toEqual([
      ['NEW', undefined],
      ['NEW', undefined],
      ['WRONG', 'ROW_REPEATED'],
    ])
    const next = async () => Number((await makeCustomer(ctx)).number.slice(3))
    const before = await next()
    await moved('Customer number,Name\nN-1,One\nN-2,Two\n', 'CUSTOMERS')
    expect(await next()).toBe(before + 1)
    const aside = await takeNumber(ctx, 'CUSTOMER', 'CU-')
    const given = await looked(`Customer number,Name\n${aside},Taken\nCU-999999,Free\n`, 'CUSTOMERS')
    await start(ctx, { id: given.id, skipsWrong: true })
    await goOn(ctx, given.id)
    const after = await importRows(ctx, { id: given.id })
    expect(after.rows.map(({ outcome }) => outcome)).toEqual(['WRONG', 'NEW'])
  })
})

describe('customers of a file of whom there is something to be seen to', () => {
  it('are counted before they come in: abroad without a tax treatment, and two with one e-mail address', async () => {
    const csv =
      'Customer number,Name,Country,Tax number,E-mail,Note\nT-1,Wien,AT,ATU12345675,one@twin.test,=1+1\nT-2,Bern,CH,,,\nT-3,Bonn,DE,,ONE@twin.test ,\nT-4,Basel,CH,,,\n'
    const seen = await looked(csv, 'CUSTOMERS')
    expect([seen.outcomes, seen.seenTo]).toEqual([
      { NEW: 4 },
      [
        { code: 'LOOKS_LIKE_ROW', treatment: null, rows: 1 },
        { code: 'USUALLY_TAXED', treatment: 'EXPORT', rows: 2 },
        { code: 'USUALLY_TAXED', treatment: 'REVERSE_CHARGE', rows: 1 },
      ],
    ])
    const { rows } = await importRows(ctx, { id: seen.id })
    expect(rows[2]?.problems).toEqual([{ field: 'email', code: 'LOOKS_LIKE_ROW', parameters: { row: 2 } }])
    await start(ctx, { id: seen.id, skipsWrong: false, usualTax: true })
    await goOn(ctx, seen.id)
    const [taxed] = await read(
      ctx,
      sql<{
        said: string
      }>`SELECT concat_ws(' ', number, tax_treatment, note) AS said FROM customer WHERE organisation_id = ${ctx.organisationId} AND number LIKE 'T-%' ORDER BY 1`,
    )
    expect(taxed.map(({ said }) => said)).toEqual([
      'T-1 REVERSE_CHARGE =1+1',
      'T-2 EXPORT',
      'T-3 DOMESTIC',
      'T-4 EXPORT',
    ])
    expect((await importRecord(ctx, seen.id)).seenTo).toEqual([])
  })
})

describe('a tax number of a file', () => {
  it('is wrong when its check digits are, unless it stands there already', async () => {
    const seen = await looked(
      'Customer number,Name,Country,Tax number\nV-1,Right,DE,DE136695976\nV-2,Wrong,DE,DE136695977\n',
      'CUSTOMERS',
    )
    const { rows } = await importRows(ctx, { id: seen.id })
    expect(rows.map(({ outcome, problems }) => [outcome, problems?.[0]?.code])).toEqual([
      ['NEW', 'USUALLY_TAXED'],
      ['WRONG', 'TAX_NUMBER_DIGITS'],
    ])
  })
})

const products = `SKU,Name,Barcode,Price,Weight in kilograms,Tax
P-1,Flour,4006381333931,"1.2345",25,
P-2,Salt,4006381333932,2.00,,23
P-3,Water,,,,
`

describe('products from a file', () => {
  it('are written with stock rows, price and tax, changed by the next file and taken back unless stock moved', async () => {
    const first = await moved(products, 'PRODUCTS')
    expect(first.counts).toEqual({ NEW: 1, WRONG: 2 })
    const { rows: wrong, heads } = await wrongRows(ctx, first.id)
    expect(wrong.map(({ cells }) => cells[heads.indexOf('SKU')])).toEqual(['P-2', 'P-3'])
    const second = await moved('SKU,Name,Price\nP-1,Flour,1.3\nP-2,Salt,2\n', 'PRODUCTS')
    expect(second.counts).toEqual({ NEW: 1, CHANGED: 1 })
    await undo(ctx, { id: second.id })
    await goOn(ctx, second.id)
    const [rows] = await read(
      ctx,
      sql<
        Record<string, unknown>
      >`SELECT sku, trim_scale(unit_price)::text AS price, weight_grams, (SELECT count(*)::int FROM stock_level s WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id) AS levels
        FROM product p WHERE organisation_id = ${ctx.organisationId} AND sku LIKE 'P-%'`,
    )
    expect(rows).toEqual([{ sku: 'P-1', price: '1.2345', weightGrams: 25_000, levels: 1 }])
    // It is as the first file left it, although the second one had changed it.
    await undo(ctx, { id: first.id })
    await goOn(ctx, first.id)
    expect(await importRecord(ctx, first.id)).toMatchObject({ state: 'UNDONE', kept: 0 })
  })

  it('stay when somebody changed them between two imports, and take the categories with them that nothing else uses', async () => {
    const first = await moved(
      'SKU,Name,Price,Category\nK-1,Kept,1,Jars\nK-2,Gone,1,Lids\nK-3,Gone,1,jars\n',
      'PRODUCTS',
    )
    const byHand = sql`UPDATE product SET name = 'By hand' WHERE organisation_id = ${ctx.organisationId} AND sku = 'K-1'`
    await transaction(ctx, {}, (tx) => tx.commit(byHand))
    const second = await moved('SKU,Name,Price\nK-1,From a file,2\nK-2,From a file,2\n', 'PRODUCTS')
    for (const { id } of [second, first]) {
      await undo(ctx, { id })
      await goOn(ctx, id)
    }
    const { rows } = await importRows(ctx, { id: first.id })
    expect(rows.map(({ kept }) => kept)).toEqual(['changed', null, null])
    const [categories] = await read(
      ctx,
      sql<{ name: string }>`SELECT name FROM product_category WHERE organisation_id = ${ctx.organisationId}`,
    )
    expect(categories).toEqual([{ name: 'Jars' }])
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})

describe('an import', () => {
  it('goes on where it was interrupted and writes no row twice, however many workers go on with it', async () => {
    const lines = Array.from({ length: 1200 }, (_, nth) => `W-${nth},Worker ${nth},1`)
    const { id } = await looked(`SKU,Name,Price\n${lines.join('\n')}\n`, 'PRODUCTS')
    await start(ctx, { id, skipsWrong: true })
    await Promise.all([goOn(ctx, id), goOn(ctx, id), goOn(ctx, id)])
    expect(await importRecord(ctx, id)).toMatchObject({ state: 'DONE', counts: { NEW: 1200 }, done: 1200 })
    const [[events]] = await read(
      ctx,
      sql<{
        n: number
      }>`SELECT count(*)::int AS n FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = 'product'
        JOIN product p ON p.organisation_id = o.organisation_id AND p.id = o.object_id WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'catalog/product.created' AND p.sku LIKE 'W-%'`,
    )
    expect(events?.n).toBe(1200)
  })

  it('is of what its person may enter by hand, and no stranger’s', async () => {
    const { id } = await takeFile(ctx, { fileName: 'p.csv', bytes: Buffer.from('SKU,Name,Price\nX,Y,1\n') })
    const credit = made.ctxOf('credit')
    expect(
      await refused(choose(credit, { id, kind: 'PRODUCTS', columns: columnsOf({ sku: 0, name: 1, unitPrice: 2 }) })),
    ).toBe('FORBIDDEN')
    const { ctx: stranger } = await makeOrganisation()
    expect(
      await refused(choose(stranger, { id, kind: 'PRODUCTS', columns: columnsOf({ sku: 0, name: 1, unitPrice: 2 }) })),
    ).toBe('NOT_FOUND')
    expect(await refused(importRecord(stranger, id))).toBe('NOT_FOUND')
  })
})
