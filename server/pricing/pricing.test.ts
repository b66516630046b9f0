import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { addCustomerGroup } from '@/server/customer/mutations/group'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { changeQuote, writeQuote } from '@/server/order/mutations/quote'
import { linkQuote as quoteLink } from '@/server/order/mutations/send-quote'
import { previewOrder } from '@/server/order/queries/preview'
import { quoteRecord } from '@/server/order/queries/quotes'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { addEntries } from './mutations/entries'
import { addEntry, changeEntry, removeEntry } from './mutations/entry'
import { archivePriceList, changePriceList, createPriceList } from './mutations/price-list'
import { priceEntries, pricesOfProduct } from './queries/entries'
import { listsOfCustomer, priceListRecord, priceLists } from './queries/lists'

let ctx: Ctx
let stranger: Ctx
let customerId: string
let productId: string
let forAll: string
let mine: string

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = (await makeCustomer(ctx)).customerId
  productId = (await makeProduct(ctx, { sku: 'PEN', unitPrice: '10', stock: 1000 })).productId
  forAll = (await createPriceList(ctx, { name: 'Everybody', audience: 'ALL', validFrom: ctx.today })).id
  mine = (await createPriceList(ctx, { name: 'Mine', audience: 'CUSTOMER', customerId, validFrom: ctx.today })).id
  await addEntry(ctx, { priceListId: forAll, productId, fromQuantity: 10, percentOff: '10' })
  await addEntry(ctx, { priceListId: forAll, productId, fromQuantity: 100, unitPrice: '7.5' })
  await addEntry(ctx, { priceListId: mine, productId, unitPrice: '9.5' })
})

const lineOf = async (orderId: string, at = 0) => (await orderRecord(ctx, { id: orderId })).lines[at]

describe('an order', () => {
  it('is priced by the lists that are for its customer, and each line says by which', async () => {
    const { customerId: another } = await makeCustomer(ctx)
    const lines = [1, 10, 100].map((quantity) => ({ productId, quantity }))
    const { orderId } = await confirm(ctx, {
      customerId: another,
      lines: [...lines, { productId, quantity: 1, unitPrice: '4' }],
    })
    const { lines: priced, order } = await orderRecord(ctx, { id: orderId })
    expect(
      priced.map((line) => [Number(line.unitPrice), line.priceSource, line.priceListName, line.breakFrom]),
    ).toEqual([
      [10, 'PRODUCT', null, null],
      [9, 'LIST', 'Everybody', 10],
      [7.5, 'LIST', 'Everybody', 100],
      [4, 'TYPED', null, null],
    ])
    expect(priced.map((line) => Number(line.listPrice))).toEqual([10, 9, 7.5, 10])
    expect(order.netMinor).toBe(10_00n + 90_00n + 750_00n + 4_00n)
    const shown = await previewOrder(ctx, { customerId: another, lines })
    expect(shown.lines.map((line) => [line.unitPrice, line.priceListName])).toEqual(
      [
        ['10', null],
        ['9', 'Everybody'],
        ['7.5', 'Everybody'],
      ].map(([price, name]) => [
        expect.stringMatching(new RegExp(`^${String(price).replace('.', '\\.')}(\\.0+)?$`)),
        name,
      ]),
    )
  })

  it('keeps the price it was accepted at whatever becomes of the list, also of what it grows by; what is added takes today’s', async () => {
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const [entry] = (await priceEntries(ctx, { priceListId: mine })).rows
    const id = entry?.id as string
    await changeEntry(ctx, { id, unitPrice: '9.25' })
    const line = await lineOf(orderId)
    await amend(ctx, {
      orderId,
      lines: [{ lineId: line?.id as string, quantity: 20 }],
      added: [{ productId, quantity: 1 }],
    })
    expect(await lineOf(orderId)).toMatchObject({ unitPrice: '9.500000', priceSource: 'LIST', netMinor: 190_00n })
    expect(await lineOf(orderId, 1)).toMatchObject({ unitPrice: '9.250000', priceListName: 'Mine' })
    await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, unitPrice: '9' }] })
    expect(await lineOf(orderId)).toMatchObject({ priceSource: 'TYPED', priceListId: null, listPrice: '9.500000' })
    await changeEntry(ctx, { id, unitPrice: '9.5' })
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('is priced without the tax that a list contains, at the rate of each product, whatever the customer’s tax is', async () => {
    const { customerId: theirs } = await makeCustomer(ctx)
    const { productId: ink } = await makeProduct(ctx, { sku: 'INK', unitPrice: '99', stock: 100 })
    const shop = { name: 'Shop', audience: 'CUSTOMER', customerId: theirs, validFrom: ctx.today } as const
    const { id: priceListId } = await createPriceList(ctx, { ...shop, withTax: true })
    await addEntry(ctx, { priceListId, productId: ink, unitPrice: '12.30' })
    await addEntry(ctx, { priceListId, productId: ink, fromQuantity: 5, percentOff: '50' })
    expect(await priceListRecord(ctx, { id: priceListId })).toMatchObject({ withTax: true })
    const lines = [1, 5].map((quantity) => ({ productId: ink, quantity }))
    const { orderId } = await confirm(ctx, { customerId: theirs, lines })
    const { lines: priced, order } = await orderRecord(ctx, { id: orderId })
    expect(priced.map((line) => [Number(line.unitPrice), Number(line.listPrice), Number(line.taxRate)])).toEqual([
      [10, 10, 23],
      [49.5, 49.5, 23],
    ])
    expect([order.netMinor, order.grossMinor]).toEqual([257_50n, 316_73n])
    const shown = await previewOrder(ctx, { customerId: theirs, lines })
    expect(shown.lines.map((line) => Number(line.unitPrice))).toEqual([10, 49.5])
    expect(await pricesOfProduct(ctx, { productId: ink })).toMatchObject([{ containsTax: true }, { containsTax: true }])
  })

  it('of a quote has the quoted price and says where that came from', async () => {
    const quote = { customerId, validUntil: addDays(ctx.today, 9), lines: [{ productId, quantity: 3 }] }
    const { id } = await writeQuote(ctx, quote)
    expect((await quoteRecord(ctx, { id })).lines[0]).toMatchObject({ unitPrice: '9.500000', priceListName: 'Mine' })
    await changeQuote(ctx, {
      id,
      ...quote,
      lines: [
        { productId, quantity: 3 },
        { productId, quantity: 1, unitPrice: '2' },
      ],
    })
    await quoteLink(ctx, { id })
    await archivePriceList(ctx, { id: mine })
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ann' })
    await archivePriceList(ctx, { id: mine }, false)
    expect(await lineOf(orderId)).toMatchObject({ unitPrice: '9.500000', priceSource: 'LIST', priceListName: 'Mine' })
    expect(await lineOf(orderId, 1)).toMatchObject({
      unitPrice: '2.000000',
      priceSource: 'TYPED',
      listPrice: '9.500000',
    })
  })

  it('of a customer in a group is priced by the list of the group, before one for all and after their own', async () => {
    const { id: groupId } = await addCustomerGroup(ctx, { name: 'Shops' })
    const { id: priceListId } = await createPriceList(ctx, {
      name: 'Shops',
      audience: 'GROUP',
      groupId,
      validFrom: ctx.today,
    })
    await addEntry(ctx, { priceListId, productId, unitPrice: '9.75' })
    const { customerId: shop } = await makeCustomer(ctx, { groupId })
    const priceFor = async (who: string) =>
      (await previewOrder(ctx, { customerId: who, lines: [{ productId, quantity: 100 }] })).lines[0]?.priceListName
    expect(await priceFor(shop)).toBe('Shops')
    expect(await priceFor(customerId)).toBe('Mine')
    expect(await priceFor((await makeCustomer(ctx)).customerId)).toBe('Everybody')
    expect((await listsOfCustomer(ctx, { customerId: shop })).map((row) => row.name)).toEqual(['Shops', 'Everybody'])
    expect(
      await refusedWith(createPriceList(stranger, { name: 'g', audience: 'GROUP', groupId, validFrom: ctx.today })),
    ).toEqual(['NOT_FOUND', { noun: 'customer group' }])
    await archivePriceList(ctx, { id: priceListId })
  })

  it('is not priced by a list that is archived, over, not begun, or of another customer or house', async () => {
    const { productId: other } = await makeProduct(ctx, { stock: 9 })
    const priceNow = async (who = customerId) =>
      Number(
        (await previewOrder(ctx, { customerId: who, lines: [{ productId: other, quantity: 1 }] })).lines[0]?.unitPrice,
      )
    const { id } = await createPriceList(ctx, {
      name: 'Coming',
      audience: 'CUSTOMER',
      customerId,
      validFrom: addDays(ctx.today, 1),
    })
    await addEntry(ctx, { priceListId: id, productId: other, unitPrice: '3' })
    expect(await priceNow()).toBe(10)
    await changePriceList(ctx, { id, name: 'Coming', validFrom: ctx.today, validTo: ctx.today })
    expect(await priceNow()).toBe(3)
    expect(await priceNow((await makeCustomer(ctx)).customerId)).toBe(10)
    await changePriceList(ctx, {
      id,
      name: 'Coming',
      validFrom: addDays(ctx.today, -9),
      validTo: addDays(ctx.today, -1),
    })
    expect(await priceNow()).toBe(10)
    await changePriceList(ctx, { id, name: 'Coming', validFrom: addDays(ctx.today, -9) })
    await archivePriceList(ctx, { id })
    expect(await priceNow()).toBe(10)
  })
})

describe('a price list', () => {
  it('takes the rows of a spreadsheet at once, and says of each why it was not taken', async () => {
    const { ctx: own } = await makeOrganisation()
    const { productId } = await makeProduct(own)
    const { id: priceListId } = await createPriceList(own, { name: 'Pasted', audience: 'ALL', validFrom: '2035-01-01' })
    const { productId: other } = await makeProduct(own)
    const { productId: theirs } = await makeProduct(stranger)
    const entries = [
      { productId, fromQuantity: 1, unitPrice: '9.5' },
      { productId, fromQuantity: 10, unitPrice: '9' },
      { productId, fromQuantity: 10, unitPrice: '8' },
      { productId: other, unitPrice: '3' },
      { productId: other, fromQuantity: 5, percentOff: '12.5' },
      { productId: theirs, unitPrice: '3' },
    ]
    expect(await addEntries(own, { priceListId, entries })).toEqual({
      refused: [null, null, 'BREAK_TAKEN', null, null, 'NOT_FOUND'],
    })
    const again = await addEntries(own, { priceListId, entries: entries.slice(0, 2) })
    expect(again).toEqual({ refused: ['BREAK_TAKEN', 'BREAK_TAKEN'] })
    const { rows } = await priceEntries(own, { priceListId })
    const said = rows.map((row) => `${row.fromQuantity} ${row.unitPrice} ${row.percentOff} ${row.priceQuantity}`)
    expect(said.sort()).toEqual(['1 3 null 1', '1 9.5 null 1', '10 9 null 1', '5 null 12.5 null'])
    const unknown = ['NOT_FOUND', { noun: 'price list' }]
    expect(await refusedWith(addEntries(stranger, { priceListId, entries }))).toEqual(unknown)
  })

  it('is of this house, has one name, one price of a product from a quantity on, and is archived once', async () => {
    expect(await refused(createPriceList(ctx, { name: 'Mine', audience: 'ALL', validFrom: ctx.today }))).toBe(
      'DUPLICATE',
    )
    expect(
      await refusedWith(
        createPriceList(stranger, { name: 'x', audience: 'CUSTOMER', customerId, validFrom: ctx.today }),
      ),
    ).toEqual(['NOT_FOUND', { noun: 'customer' }])
    expect(await refused(createPriceList(ctx, { name: 'y', audience: 'CUSTOMER', validFrom: ctx.today }))).not.toBe(
      'done',
    )
    const entry = { priceListId: forAll, productId, fromQuantity: 10 }
    expect(await refused(addEntry(ctx, { ...entry, unitPrice: '1' }))).toBe('BREAK_TAKEN')
    const unknown = ['NOT_FOUND', { noun: 'price list' }]
    expect(await refusedWith(addEntry(stranger, { ...entry, unitPrice: '1' }))).toEqual(unknown)
    const theirs = (await createPriceList(stranger, { name: 'Theirs', audience: 'ALL', validFrom: ctx.today })).id
    expect(await refused(addEntry(stranger, { ...entry, priceListId: theirs, unitPrice: '1' }))).toBe('NOT_FOUND')
    const { id } = await addEntry(ctx, { ...entry, fromQuantity: 11, unitPrice: '1' })
    expect(await refused(changeEntry(ctx, { id, fromQuantity: 10, unitPrice: '1' }))).toBe('BREAK_TAKEN')
    expect(await refused(changeEntry(ctx, { id, fromQuantity: 11, percentOff: '5' }))).toBe('done')
    expect(await refused(changeEntry(stranger, { id, unitPrice: '1' }))).toBe('NOT_FOUND')
    expect(await refused(removeEntry(stranger, { id }))).toBe('NOT_FOUND')
    await removeEntry(ctx, { id })
    expect(await refused(removeEntry(ctx, { id }))).toBe('NOT_FOUND')
    expect(await refused(archivePriceList(stranger, { id: mine }))).toBe('NOT_FOUND')
    expect(await refused(archivePriceList(ctx, { id: mine }, false))).toBe('STALE')
    const { version, ...list } = await priceListRecord(ctx, { id: mine })
    expect(list).toMatchObject({ name: 'Mine', entries: 1, currency: ctx.organisation.currency })
    await changePriceList(ctx, { id: mine, version, name: 'Mine', validFrom: list.validFrom })
    expect(await refused(changePriceList(ctx, { id: mine, version, name: 'z', validFrom: list.validFrom }))).toBe(
      'CHANGED_MEANWHILE',
    )
    expect(await refused(priceListRecord(stranger, { id: mine }))).toBe('NOT_FOUND')
  })

  it('is found by its name, its customer and how it stands; its product and its customer tell of it', async () => {
    const names = async (asked: Parameters<typeof priceLists>[1]) =>
      (await priceLists(ctx, asked)).rows.map((row) => row.name)
    expect(await names({ q: 'every' })).toEqual(['Everybody'])
    expect(await names({ customerId, state: 'HOLDS', sort: '-name' })).toEqual(['Mine', 'Everybody'])
    expect(await names({ audience: 'ALL' })).toEqual(['Everybody'])
    const first = await priceLists(ctx, { limit: 1 })
    expect((await priceLists(ctx, { limit: 1, after: first.next as string })).rows[0]?.name).toBe('Mine')
    expect((await pricesOfProduct(ctx, { productId })).map((row) => [row.listName, row.fromQuantity])).toEqual([
      ['Everybody', 10],
      ['Everybody', 100],
      ['Mine', 1],
    ])
    expect((await priceEntries(ctx, { priceListId: forAll, q: 'PEN' })).rows.map((row) => row.fromQuantity)).toEqual([
      10, 100,
    ])
    expect((await listsOfCustomer(ctx, { customerId })).map((row) => row.name)).toEqual(['Mine', 'Everybody'])
    expect(await pricesOfProduct(stranger, { productId })).toEqual([])
    expect((await listsOfCustomer(stranger, { customerId })).map((row) => row.name)).toEqual(['Theirs'])
  })
})
