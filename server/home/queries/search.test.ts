import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { productsByCode, searchProducts } from '@/server/catalog/queries/found'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { createCustomer } from '@/server/customer/mutations/create'
import { searchCustomers } from '@/server/customer/queries'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { receive } from '@/server/order/mutations/receive'
import { listOrders } from '@/server/order/queries/list'
import { searchEverything } from './search'
import { readTimeline } from './timeline'

const us = await makeOrganisation()
const stranger = await makeOrganisation()
const { customerId } = await makeCustomer(us.ctx)
const names = ['Coral robin print', 'Robin mug', 'Sorobine frame', 'Mug for robins']
const skus = ['X-3', 'MG-1', 'MG-11', 'A-MG-1']
const products: string[] = []
for (const [index, name] of names.entries())
  products.push((await makeProduct(us.ctx, { name, sku: skus[index], stock: 9 })).productId)
const [, mug = ''] = products

describe('the finder', () => {
  it('puts what begins with the words before what has a word that does, and both before what only holds the letters', async () => {
    const found = await searchEverything(us.ctx, { text: 'robin' })
    expect(found.filter((one) => one.kind === 'product').map((one) => one.label)).toEqual([
      'Robin mug',
      'Coral robin print',
      'Mug for robins',
      'Sorobine frame',
    ])
    expect((await searchProducts(us.ctx, { text: 'ROBIN' })).map((one) => one.name)[0]).toBe('Robin mug')
    // The product with exactly this code comes first, before longer codes that begin with it.
    expect((await searchProducts(us.ctx, { text: 'mg-1' })).map((one) => one.sku)).toEqual(['MG-1', 'MG-11', 'A-MG-1'])
    for (const name of ['Zenith Anders', 'Anders & Co', 'Flanders Ltd']) await createCustomer(us.ctx, { name })
    expect((await searchCustomers(us.ctx, { text: 'anders' })).map((one) => one.name)).toEqual([
      'Anders & Co',
      'Zenith Anders',
      'Flanders Ltd',
    ])
  })

  it('finds orders by what was ordered, and quotes by number and customer, and never those of others', async () => {
    const line = { productId: mug, quantity: 1 }
    const { orderId } = await confirm(us.ctx, { customerId, lines: [line] })
    await confirm(us.ctx, { customerId, lines: [{ productId: products[2] as string, quantity: 1 }] })
    const quote = await writeQuote(us.ctx, { customerId, validUntil: '2199-01-01', lines: [line] })
    for (const q of ['Robin mug', 'mg-1']) {
      const [row] = (await listOrders(us.ctx, { q })).rows.filter((one) => one.id === orderId)
      expect([q, row?.id]).toEqual([q, orderId])
    }
    expect((await listOrders(us.ctx, { q: 'robin mug' })).rows).toHaveLength(1)
    expect((await listOrders(us.ctx, { productId: mug })).rows.map((row) => row.id)).toEqual([orderId])
    expect((await listOrders(stranger.ctx, { productId: mug })).rows).toEqual([])
    const kindsOf = async (text: string, who = us) =>
      (await searchEverything(who.ctx, { text })).map(({ kind, id }) => `${kind} ${id}`)
    expect(await kindsOf('robin mug')).toContain(`order ${orderId}`)
    const { name } = (await searchCustomers(us.ctx, { text: '' })).find((one) => one.id === customerId) ?? { name: '' }
    const money = { customerId, amountMinor: 5n, receivedOn: us.ctx.today, method: 'CASH' as const }
    const paid = await recordReceipt(us.ctx, money)
    expect(await kindsOf(paid.number.toLowerCase())).toEqual([`receipt ${paid.receiptId}`])
    expect(await kindsOf(paid.number, stranger)).toEqual([])
    for (const text of [quote.number, quote.number.slice(-3), name])
      expect(await kindsOf(text), text).toContain(`quote ${quote.id}`)
    for (const text of ['robin mug', quote.number]) expect(await kindsOf(text, stranger)).toEqual([])
  })

  it('finds by one or two letters, too, and by a number that is no longer than that', async () => {
    const { ctx } = await makeOrganisation()
    for (const [sku, name] of [
      ['XY-2', 'Oak box'],
      ['7', 'Ash box'],
      ['Q-1', 'Qilt'],
    ])
      await makeProduct(ctx, { sku, name: name as string, stock: 9 })
    const oak = (await searchProducts(ctx, { text: 'xy' }))[0]?.id as string
    for (const name of ['Xylo & Sons', 'Max Young']) await createCustomer(ctx, { name })
    const buyer = (await searchCustomers(ctx, { text: 'yo' })).map((one) => one.name)
    expect(buyer).toEqual(['Max Young'])
    const [{ id } = { id: '' }] = await searchCustomers(ctx, { text: 'xylo' })
    const { orderId } = await confirm(ctx, {
      customerId: id,
      customerReference: 'K9',
      lines: [{ productId: oak, quantity: 1 }],
    })
    const offer = { validUntil: '2199-01-01', lines: [{ productId: oak, quantity: 1 }] }
    const quote = await writeQuote(ctx, { ...offer, customerId: id })
    const found = async (text: string, who = ctx) =>
      (await searchEverything(who, { text })).map((one) => `${one.kind} ${one.label}`)
    expect(await found('7')).toContain('product Ash box')
    expect(await found('q')).toContain('product Qilt')
    expect(await found('xy')).toEqual(expect.arrayContaining(['product Oak box', 'customer Xylo & Sons']))
    expect((await listOrders(ctx, { q: 'k9' })).rows.map((row) => row.id)).toEqual([orderId])
    expect(await found(quote.number.slice(0, 2).toLowerCase())).toContain(`quote ${quote.number}`)
    for (const text of ['xy', '7', 'k9']) expect(await found(text, stranger.ctx)).toEqual([])
    // Two letters are looked for in names of customers and products, but not in the documents of all that carry them.
    expect((await found('xy')).filter((one) => /^(order|quote)/.test(one))).toEqual([])
    const suzuki = (await createCustomer(ctx, { name: '鈴木' })).customerId
    const { number } = await writeQuote(ctx, { ...offer, customerId: suzuki })
    expect(await found('鈴木')).toEqual(['customer 鈴木', `quote ${number}`])
  })

  it('puts what begins with the word before what only holds its letters, whatever its kind, and orders of such products last', async () => {
    const { ctx } = await makeOrganisation()
    const ordered = async (name: string, customer: string) => {
      const { productId } = await makeProduct(ctx, { name, sku: `S-${name.slice(-3)}`, stock: 9 })
      const made = await createCustomer(ctx, { name: customer })
      return confirm(ctx, { customerId: made.customerId, lines: [{ productId, quantity: 1 }] })
    }
    const begun = await ordered('Tin box', 'Mastiny Ltd')
    const inner = []
    for (let made = 0; made < 6; made++) inner.push(await ordered(`Greeting cards ${made}00`, `Buyer ${made}`))
    await createCustomer(ctx, { name: 'The Tin Soldier' })
    const found = await searchEverything(ctx, { text: 'tin' })
    expect(found.map(({ label, inside }) => `${label}${inside ? ' inside' : ''}`).slice(0, 5)).toEqual([
      'Tin box',
      'The Tin Soldier',
      begun.number,
      'Mastiny Ltd inside',
      'Greeting cards 000 inside',
    ])
    expect(found.slice(-5).map(({ kind, inside }) => `${kind} ${inside}`)).toEqual(Array(5).fill('order true'))
  })

  it('finds by all the words, in any order, whole or begun, and what begins with them as they were typed stands first', async () => {
    const { ctx } = await makeOrganisation()
    const made = [
      ['BR-ADV', 'Bramble advent calendar'],
      ['AC-2', 'Calendar of advent with bramble'],
      ['DS-9', 'Bramble door stop'],
      ['DS-10', 'Fern door stop'],
    ] as const
    for (const [sku, name] of made) await makeProduct(ctx, { sku, name, stock: 9 })
    const { customerId } = await createCustomer(ctx, { name: 'Harbour Lane Stores', phone: '01434 960825' })
    const products = async (text: string) => (await searchProducts(ctx, { text })).map((one) => one.sku)
    expect(
      Object.fromEntries(
        await Promise.all(
          [
            'advent  bramble',
            'brambl calend',
            'calendar of',
            'calendar ad',
            'door stop bramble',
            'ds stop',
            'ds 9',
            'b r',
            'stop 1 fern xx',
          ].map(async (text) => [text, await products(text)]),
        ),
      ),
    ).toEqual({
      'advent  bramble': ['BR-ADV', 'AC-2'],
      'brambl calend': ['BR-ADV', 'AC-2'],
      'calendar of': ['AC-2'],
      'calendar ad': ['BR-ADV', 'AC-2'],
      'door stop bramble': ['DS-9'],
      'ds stop': ['DS-9', 'DS-10'],
      'ds 9': ['DS-9'],
      'b r': ['BR-ADV', 'DS-9', 'AC-2'],
      'stop 1 fern xx': [],
    })
    expect((await searchProducts(stranger.ctx, { text: 'advent bramble' })).length).toBe(0)
    expect((await productsByCode(ctx, { codes: ['stop bramble'] })).map((one) => one.sku)).toEqual(['DS-9'])
    const buyers = async (text: string) => (await searchCustomers(ctx, { text })).map((one) => one.id)
    for (const text of ['lane 960825', '960825 harbour', 'lane 01434 960825', '+44 1434 960825 stores', 'lane 434960'])
      expect([text, await buyers(text)]).toEqual([text, [customerId]])
    for (const text of ['lane 960826', 'quay 960825', 'lane +44 1434 960826'])
      expect([text, await buyers(text)]).toEqual([text, []])
    const { orderId } = await confirm(ctx, {
      customerId,
      lines: [{ productId: (await searchProducts(ctx, { text: 'DS-9' }))[0]?.id as string, quantity: 1 }],
    })
    for (const q of ['stores harbour', 'stop bramble'])
      expect((await listOrders(ctx, { q })).rows.map((row) => row.id)).toEqual([orderId])
  })

  it('reads a product out of pasted words when one alone is meant', async () => {
    const codes = ['robin mug', 'robin', 'sorobine', 'mg-', 'mg-11']
    const found = await productsByCode(us.ctx, { codes })
    const said = (code: string) => found.filter((one) => one.code === code).map((one) => one.sku)
    expect(codes.map((code) => said(code).toSorted())).toEqual([
      ['MG-1'],
      ['A-MG-1', 'MG-1', 'MG-11', 'X-3'],
      ['MG-11'],
      [],
      ['MG-11'],
    ])
    expect(await productsByCode(stranger.ctx, { codes })).toEqual([])
  })
})

describe('the time line', () => {
  it('of a product tells its own figure of a delivery, and names the documents of each event', async () => {
    const other = await makeProduct(us.ctx)
    const lines = [
      { productId: mug, quantity: 3 },
      { productId: other.productId, quantity: 40 },
    ]
    await receive(us.ctx, { lines, reference: 'DN-7' })
    const told = await readTimeline(us.ctx, { objectType: 'product', objectId: mug })
    const deliveries = told.flatMap((row) => (row.name === 'order/goods.received' ? [row.payload] : []))
    expect(deliveries.map(({ units, products }) => [units, products]).sort()).toEqual([
      [3, 1],
      [9, 1],
    ])
    const of = await readTimeline(us.ctx, { objectType: 'customer', objectId: customerId })
    const confirmed = of.find((row) => row.name === 'order/order.confirmed')
    expect(confirmed?.named).toEqual([{ type: 'order', id: expect.any(String), label: expect.stringMatching(/\d/) }])
    expect(await readTimeline(stranger.ctx, { objectType: 'product', objectId: mug })).toEqual([])
  })
})
