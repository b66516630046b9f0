import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { addAddress } from '@/server/customer/mutations/address'
import { hashToken, newToken } from '@/server/platform/auth/tokens'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addEntry } from '@/server/pricing/mutations/entry'
import { createPriceList } from '@/server/pricing/mutations/price-list'
import { GET as nowhere } from '../[...address]/route'
import { GET as openapi } from '../openapi.json/route'
import { GET as pricesOf } from '../price-lists/[name]/route'
import { GET as listsOf } from '../price-lists/route'
import { OPTIONS as productOptions, GET as products, PUT as putProducts } from '../products/route'
import { GET } from './[number]/route'
import { OPTIONS, POST } from './route'

async function keyOf(ctx: Ctx): Promise<string> {
  const key = newToken('ok_')
  await read(
    ctx,
    sql`INSERT INTO api_key (organisation_id, id, name, prefix, hash, created_at) VALUES (${ctx.organisationId}, ${newId(ctx.now)}, 'Shop', ${key.slice(0, 8)}, ${hashToken(key)}, ${ctx.now})`,
  )
  return key
}

let us: MadeOrganisation
let key: string
let foreignKey: string
const there = { name: 'Shop', line: '1 Main Street', country: 'IE' }
const dear = { sku: 'LAMP', quantity: 1_000_000_000, unitPrice: '999999999999' }
const body = { customer: { externalKey: 'shop-1' }, reference: 'WEB-77', lines: [{ sku: 'LAMP', quantity: 3 }] }

beforeAll(async () => {
  us = await makeOrganisation()
  await makeCustomer(us.ctx, { externalKey: 'shop-1' })
  await makeProduct(us.ctx, { sku: 'LAMP', stock: 10, unitPrice: '12.5' })
  key = await keyOf(us.ctx)
  foreignKey = await keyOf((await makeOrganisation()).ctx)
})

const post = (content: unknown, headers: Record<string, string> = {}) =>
  POST(
    new Request('http://localhost/api/v1/orders', {
      method: 'POST',
      body: typeof content === 'string' || content instanceof Buffer ? (content as BodyInit) : JSON.stringify(content),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'idempotency-key': randomUUID(),
        ...headers,
      },
    }),
  )
const get = (number: string, bearer = key) =>
  GET(new Request(`http://localhost/api/v1/orders/${number}`, { headers: { authorization: `Bearer ${bearer}` } }), {
    params: Promise.resolve({ number }),
  })

describe('POST /api/v1/orders', () => {
  it('places an order once however often it is sent', async () => {
    const idempotencyKey = { 'idempotency-key': 'order-77' }
    const first = await post(body, idempotencyKey)
    expect(first.status).toBe(201)
    const order = await first.json()
    expect(order).toMatchObject({ reference: 'WEB-77', net: '37.50', currency: 'EUR', creditState: 'PASSED' })
    const again = await post(body, idempotencyKey)
    expect([again.status, (await again.json()).number]).toEqual([200, order.number])
    const other = await post({ ...body, reference: 'WEB-78' }, idempotencyKey)
    expect([other.status, (await other.json()).code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
    expect((await get(order.number)).status).toBe(200)
    const loose = { 'content-type': 'Application/JSON; charset="UTF-8"', authorization: `bearer ${key}` }
    expect((await post({ ...body, shipTo: there }, loose)).status).toBe(201)
    expect((await get(order.number, foreignKey)).status).toBe(404)
  })

  it('gives a repetition the first answer although the SKU was renamed or the customer merged since', async () => {
    await makeCustomer(us.ctx, { externalKey: 'shop-2' })
    const { productId } = await makeProduct(us.ctx, { sku: 'VASE', stock: 5, unitPrice: '4' })
    const order = { customer: { externalKey: 'shop-2' }, lines: [{ sku: 'VASE', quantity: 1 }] }
    const once = { 'idempotency-key': 'before the renaming' }
    const { number } = await (await post(order, once)).json()
    await read(
      us.ctx,
      sql`UPDATE product SET sku = 'VASE-2' WHERE organisation_id = ${us.ctx.organisationId} AND id = ${productId}`,
      sql`UPDATE customer SET external_key = 'shop-3' WHERE organisation_id = ${us.ctx.organisationId} AND external_key = 'shop-2'`,
    )
    const again = await post(order, once)
    expect([again.status, (await again.json()).number]).toEqual([200, number])
    expect((await post(order)).status).toBe(422)
    expect((await post({ ...order, note: 'more' }, once)).status).toBe(409)
  })

  it('takes no order without the number of a customer who wants one, and says which field it is', async () => {
    await makeCustomer(us.ctx, { externalKey: 'shop-po', referenceRequired: true })
    const order = { customer: { externalKey: 'shop-po' }, lines: [{ sku: 'LAMP', quantity: 1 }] }
    const answer = await post(order)
    const { code, errors } = await answer.json()
    expect([answer.status, code, errors[0].path]).toEqual([422, 'REFERENCE_REQUIRED', 'reference'])
    expect((await post({ ...order, reference: 'PO-1' })).status).toBe(201)
  })

  it('goes to an address of the customer that is named by its label', async () => {
    const { customerId } = await makeCustomer(us.ctx, { externalKey: 'shop-far' })
    await addAddress(us.ctx, { customerId, label: 'Depot', line: '2 Dock', city: 'Cork', country: 'IE' })
    const order = { customer: { externalKey: 'shop-far' }, shipToLabel: 'depot', lines: [{ sku: 'LAMP', quantity: 1 }] }
    const answer = await post(order)
    expect(answer.status).toBe(201)
    const { number } = await answer.json()
    const [[kept]] = await read(
      us.ctx,
      sql<{
        to: object
      }>`SELECT ship_to AS to FROM sales_order WHERE organisation_id = ${us.ctx.organisationId} AND number = ${number}`,
    )
    expect(kept?.to).toMatchObject({ line: '2 Dock', city: 'Cork' })
    const code = async (more: object) => (await (await post({ ...order, ...more })).json()).code
    expect(await code({ shipToLabel: 'Mars' })).toBe('UNKNOWN_ADDRESS')
    expect(await code({ shipTo: there })).toBe('TWO_ADDRESSES')
  })

  it('takes and answers quantities in the unit of the product, to its places', async () => {
    await makeCustomer(us.ctx, { externalKey: 'shop-kg' })
    await makeProduct(us.ctx, { sku: 'MILLET', unit: 'KGM', places: 3, unitPrice: '4.19', stock: 5000 })
    const order = (quantity: number) =>
      post({ customer: { externalKey: 'shop-kg' }, lines: [{ sku: 'MILLET', quantity }] })
    const answer = await order(1.25)
    expect([answer.status, (await answer.json()).lines]).toMatchObject([
      201,
      [{ unit: 'KGM', ordered: 1.25, priceQuantity: 1, net: '5.24' }],
    ])
    expect((await order(1.2345)).status).toBe(400)
    const lamps = await post({ customer: { externalKey: 'shop-kg' }, lines: [{ sku: 'LAMP', quantity: 1.5 }] })
    const { code, errors } = await lamps.json()
    expect([lamps.status, code, errors[0].path]).toEqual([422, 'QUANTITY_PLACES', 'lines.0.quantity'])
  })

  it('takes a line in a pack of the product, and lists the packs', async () => {
    const packs = [{ unit: 'XCS', quantity: 12, gtin: '10012345000017' }]
    await makeProduct(us.ctx, { sku: 'LAMP-C', stock: 50, packs })
    const said = (quantity: number, pack: string) => post({ ...body, lines: [{ sku: 'LAMP-C', quantity, pack }] })
    const placed = await said(2, 'case')
    const pack = { code: 'XCS', name: 'case', holds: 12, quantity: 2 }
    expect((await placed.json()).lines).toMatchObject([{ ordered: 24, pack }])
    expect((await said(1, 'pallet')).status).toBe(422)
    expect((await said(1.5, 'XCS')).status).toBe(422)
    const listed = new Request('http://localhost/api/v1/products?limit=1&after=LAMP', {
      headers: { authorization: `Bearer ${key}` },
    })
    const list = await (await products(listed)).json()
    expect(list.products[0].packs).toEqual([{ code: 'XCS', name: 'case', holds: 12, gtin: '10012345000017' }])
  })

  it('sends eight at once with one key: one order', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(body, { 'idempotency-key': 'eight' })))
    const numbers = await Promise.all(answers.map(async (one) => (await one.json()).number))
    expect(new Set(numbers).size).toBe(1)
    expect(answers.filter((one) => one.status === 201)).toHaveLength(1)
  })

  it('answers an error as a problem document', async () => {
    const cases: [Response, number, string][] = [
      [await post(body, { authorization: 'Bearer nobody' }), 401, 'KEY_UNKNOWN'],
      [await post(body, { 'idempotency-key': '' }), 400, 'IDEMPOTENCY_KEY_MISSING'],
      [await post('{'), 400, 'INVALID'],
      [await post({ ...body, lines: [] }), 400, 'INVALID'],
      [await post({ ...body, customer: { number: 'C-1', externalKey: 'shop-1' } }), 400, 'INVALID'],
      [await post({ ...body, customer: {} }), 400, 'INVALID'],
      [await post({ ...body, customer: { number: ' \u0001' } }), 400, 'INVALID'],
      [await post(body, { 'idempotency-key': 'caf\u00e9' }), 400, 'IDEMPOTENCY_KEY_MISSING'],
      [await post({ ...body, surprise: 1 }), 400, 'INVALID'],
      [await post(body, { 'content-type': 'text/plain' }), 415, 'NOT_JSON'],
      [await post(body, { 'content-type': 'application/json; charset=iso-8859-1' }), 415, 'NOT_JSON'],
      [await post(body, { 'content-encoding': 'gzip' }), 415, 'NOT_JSON'],
      [await post(Buffer.from(JSON.stringify({ ...body, note: 'caf\u00e9' }), 'latin1')), 400, 'INVALID'],
      [await post(`"${'x'.repeat(1_000_001)}"`), 413, 'TOO_LARGE'],
      [await post({ ...body, shipTo: { ...there, country: '!!' } }), 400, 'INVALID'],
      [await post({ ...body, shipTo: { ...there, floor: 3 } }), 400, 'INVALID'],
      [await post('['.repeat(400_000)), 400, 'INVALID'],
      [await post(`${'['.repeat(400_000)}${']'.repeat(400_000)}`), 400, 'INVALID'],
      [await post({ ...body, lines: [dear] }), 422, 'AMOUNT_TOO_LARGE'],
      [await post({ ...body, lines: [{ sku: 'NONE', quantity: 1 }] }), 422, 'UNKNOWN_SKU'],
      [await post({ ...body, customer: { number: 'CU-0' } }), 422, 'UNKNOWN_CUSTOMER'],
      [await post(body, { authorization: `Bearer ${foreignKey}` }), 422, 'UNKNOWN_CUSTOMER'],
      [await get('SO-0'), 404, 'NOT_FOUND'],
    ]
    for (const [response, status, code] of cases) {
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(await response.json()).toMatchObject({ status, code })
      expect(response.status).toBe(status)
    }
  })

  it('names the wrong field, and refuses an unknown address', async () => {
    const lines = [...body.lines, { sku: 'NONE', quantity: 1 }]
    const { title, errors } = await (await post({ ...body, lines })).json()
    expect(title).toBe('Unprocessable Entity')
    expect(errors).toMatchObject([{ path: 'lines.1.sku' }])
    expect((await post(`\ufeff${JSON.stringify(body)}`)).status).toBe(201)
    const headers = { authorization: `Bearer ${key}` }
    const none = await nowhere(new Request('http://localhost/api/v1/nothing', { headers }))
    expect([none.status, none.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  it('answers 405 with Allow to other methods', async () => {
    const none = putProducts()
    expect([none.status, none.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(await none.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
    expect([productOptions(), OPTIONS()].map(({ status, headers }) => [status, headers.get('allow')])).toEqual([
      [204, 'GET, HEAD, OPTIONS'],
      [204, 'POST, OPTIONS'],
    ])
    const { paths } = await openapi(new Request('http://localhost/api/v1/openapi.json')).json()
    expect(Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods as object)])).toEqual([
      ['/orders', ['post']],
      ['/orders/{number}', ['get']],
      ['/products', ['get']],
      ['/customers', ['get']],
      ['/price-lists', ['get']],
      ['/price-lists/{name}', ['get']],
    ])
  })

  it('takes something off the whole and charges beside the lines, and shows both', async () => {
    const [[{ name: reason }]] = (await read(
      us.ctx,
      sql<{
        name: string
      }>`SELECT name FROM discount_reason WHERE organisation_id = ${us.ctx.organisationId} ORDER BY name LIMIT 1`,
    )) as [[{ name: string }]]
    const wish = { ...body, discount: { percent: '10', reason }, charges: [{ kind: 'FREIGHT', amount: '5.9' }] }
    expect(await (await post(wish)).json()).toMatchObject({
      net: '39.65',
      discount: { percent: '10', amount: '3.75', reason },
      charges: [{ kind: 'FREIGHT', description: 'Freight', amount: '5.90', invoiced: false }],
    })
    const wrong = await post({ ...body, discount: { percent: '10', reason: 'none such' } })
    expect([wrong.status, (await wrong.json()).errors[0].path]).toEqual([422, 'discount.reason'])
  })

  it('lists price lists, and what one of them asks', async () => {
    const get = (path: string) =>
      new Request(`http://localhost/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
    const facts = { name: 'Trade / all', audience: 'ALL', withTax: true, validTo: '2020-12-31' } as const
    const { id: priceListId } = await createPriceList(us.ctx, { ...facts, validFrom: '2020-01-01' })
    const { productId } = await makeProduct(us.ctx, { sku: 'PRICED' })
    await addEntry(us.ctx, { priceListId, productId, fromQuantity: 10, unitPrice: '9.50' })
    await addEntry(us.ctx, { priceListId, productId, fromQuantity: 100, percentOff: '12.5' })
    expect(await (await listsOf(get('/price-lists'))).json()).toMatchObject({
      priceLists: [{ ...facts, customerNumber: null }],
      next: null,
    })
    const asked = (name: string) => pricesOf(get('/price-lists/x'), { params: Promise.resolve({ name }) })
    expect(await (await asked('Trade / all')).json()).toEqual({
      products: [
        {
          sku: 'PRICED',
          prices: [
            { fromQuantity: 10, unitPrice: '9.5', priceQuantity: 1, percentOff: null },
            { fromQuantity: 100, unitPrice: null, priceQuantity: null, percentOff: '12.5' },
          ],
        },
      ],
      next: null,
    })
    expect((await asked('None')).status).toBe(404)
  })

  it('lists products and describes itself', async () => {
    const list = await products(
      new Request('http://localhost/api/v1/products?limit=1', { headers: { authorization: `Bearer ${key}` } }),
    )
    expect((await list.json()).products[0]).toMatchObject({ sku: 'LAMP', unitPrice: '12.5' })
    for (const [said, path, message] of [
      ['limit=9999', 'limit', 'At most 100.'],
      ['limt=1', '', 'Not known here: limt.'],
      ['limit=1&limit=2', 'limit', 'Said more than once.'],
      [`after=%01${'x'.repeat(600)}`, 'after', 'At most 600 characters.'],
    ]) {
      const headers = { authorization: `Bearer ${key}` }
      const bad = await products(new Request(`http://localhost/api/v1/products?${said}`, { headers }))
      expect([bad.status, (await bad.json()).errors]).toEqual([400, [{ path, message }]])
    }
    const behind = await products(
      new Request('http://localhost/api/v1/products?after=LAMP', { headers: { authorization: `Bearer ${key}` } }),
    )
    expect((await behind.json()).products.map((product: { sku: string }) => product.sku)).not.toContain('LAMP')
    const document = await openapi(new Request('http://localhost/api/v1/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/orders')
  })
})
