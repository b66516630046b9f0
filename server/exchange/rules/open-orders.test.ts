import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import type { LineProduct } from './groups'
import { decideOpenOrders, type OpenOrderSurroundings } from './open-orders'
import { saidHash } from './whole'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const product = (id: string, changes: Partial<LineProduct> = {}): LineProduct => ({
  id,
  sku: id,
  gtins: [],
  kind: 'GOODS',
  places: 0,
  priceQuantity: 1,
  archived: false,
  freeText: false,
  stocked: true,
  ...changes,
})
const products = [
  product('PEN'),
  product('INK', { places: 3, priceQuantity: 1000 }),
  product('RARE', { stocked: false }),
  product('FREIGHT', { kind: 'FREIGHT', stocked: false }),
  product('TEXT', { kind: 'SERVICE', freeText: true, stocked: false }),
]
const warehouses = [{ id: 'w', code: 'MAIN', name: 'North' }]
const said = (words: string) => ({ code: 'SAID', parameters: { words } })
const rowsOf = (...cells: Record<string, string>[]) =>
  cells.map((own, nth) => ({ place: nth + 1, group: 'SO-7', cells: own }))
/** The fields and codes of what is wrong with each row. */
const wrongs = (decided: { problems: { field: string; code: string }[] }[]) =>
  decided.map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`).join())

describe('rows of an open order', () => {
  const customer = (id: string) => ({
    id,
    number: id,
    externalKey: null,
    name: `Name ${id}`,
    email: null,
    payerId: id,
    termsDays: 30,
    country: 'DE',
  })
  const around: OpenOrderSurroundings = {
    customers: [customer('C1'), customer('C2')],
    products,
    warehouses,
    known: [],
    today: '2028-02-01',
  }
  const decide = (...cells: Record<string, string>[]) => decideOpenOrders(rowsOf(...cells), around, reading)
  const pen = { customer: 'C1', sku: 'PEN', quantity: '10', delivered: '4', unitPrice: '2.50' }

  it('become one order with the open quantities and agreed prices', () => {
    const [first, second] = decide(
      { ...pen, warehouse: 'main', requestedOn: '01.03.2028', reference: "'=R", note: 'By hand' },
      { sku: 'INK', rest: '1.5', unitPrice: '10', priceQuantity: '2', percentOff: '50 %', description: "'+Blue" },
      { sku: 'FREIGHT', quantity: '1', percentOff: '0%' },
      { sku: 'PEN', quantity: '1', delivered: '1' },
    )
    const input = {
      customerId: 'C1',
      charges: [],
      warehouseId: 'w',
      requestedOn: '2028-03-01',
      customerReference: '=R',
      note: 'By hand',
    }
    const lines = [
      { productId: 'PEN', quantity: 6, unitPrice: '2.5' },
      { productId: 'INK', quantity: 1500, unitPrice: '2.5', description: '+Blue' },
      { productId: 'FREIGHT', quantity: 1 },
    ]
    expect(first).toMatchObject({ outcome: 'NEW', key: 'SO-7' })
    expect(first?.write).toEqual({
      externalNumber: 'SO-7',
      externalSaid: saidHash([input, lines]),
      orderedOn: null,
      input: { ...input, lines },
    })
    expect(second).toMatchObject({ outcome: 'NEW', write: null })
    expect(decide({ ...pen, orderedOn: '2028-02-01' })[0]?.write).toMatchObject({ orderedOn: '2028-02-01' })
    expect(decide(pen)[0]?.write?.input).toEqual({ customerId: 'C1', charges: [], lines: [lines[0]] })
  })

  it('shorten texts to what an order can hold', () => {
    const long = 'x'.repeat(3000)
    const input = decide({ ...pen, reference: long, note: long, description: long, shipLine: long })[0]?.write?.input
    const lengths = [input?.customerReference, input?.note, input?.lines[0]?.description]
    expect(lengths.map((text) => text?.length)).toEqual([100, 2000, 300])
    expect(input?.shipTo && 'line' in input.shipTo && input.shipTo.line?.length).toBe(200)
  })

  it.each<[string, Record<string, string>, object | undefined]>([
    ['no address', {}, undefined],
    ['a postcode alone', { shipPostcode: '1' }, undefined],
    ['a street', { shipLine: "'=Kai 1" }, { name: 'Name C1', line: '=Kai 1', country: 'DE' }],
    [
      'a town',
      { shipCity: 'Wien', shipCountry: 'Austria' },
      { name: 'Name C1', line: '', city: 'Wien', country: 'AT' },
    ],
    [
      'everything',
      { shipName: 'Yard', shipLine: 'Kai 1', shipPostcode: '20457', shipCity: 'Hamburg', shipRegion: 'HH' },
      { name: 'Yard', line: 'Kai 1', postcode: '20457', city: 'Hamburg', region: 'HH', country: 'DE' },
    ],
  ])('with %s of delivery', (_, cells, shipTo) => {
    expect(decide({ ...pen, ...cells })[0]?.write?.input.shipTo).toEqual(shipTo)
  })

  it.each<[string, Record<string, string>, string]>([
    ['an unknown product', { sku: 'X' }, 'sku PRODUCT_UNKNOWN'],
    ['a product that no warehouse keeps', { sku: 'RARE' }, 'sku SAID'],
    ['an unread quantity', { quantity: 'x' }, 'quantity NUMBER_UNREAD'],
    ['an unread price', { unitPrice: 'x' }, 'unitPrice NUMBER_UNREAD'],
    ['an unread price quantity', { priceQuantity: 'x' }, 'priceQuantity NUMBER_UNREAD'],
    ['an unread percentage', { percentOff: 'x' }, 'percentOff NUMBER_UNREAD'],
    ['a discount off no price', { unitPrice: '', percentOff: '5 %' }, 'unitPrice SAID'],
    ['a discount above the price', { percentOff: '101' }, 'unitPrice NUMBER_UNREAD'],
    ['a price with too many digits', { unitPrice: '999999999999', priceQuantity: '0.001' }, 'unitPrice NUMBER_UNREAD'],
    ['a free line without a text', { sku: 'TEXT' }, 'description SAID'],
    ['a free line without a price', { sku: 'TEXT', description: 'Work', unitPrice: '' }, 'description SAID'],
    ['an unknown customer', { customer: 'X' }, 'customer CUSTOMER_UNKNOWN'],
    ['an unknown warehouse', { warehouse: 'X' }, 'warehouse WAREHOUSE_UNKNOWN'],
    ['an unread day', { requestedOn: 'x' }, 'requestedOn DAY_UNREAD'],
    ['an unread day of the order', { orderedOn: 'x' }, 'orderedOn DAY_UNREAD'],
    ['an order of tomorrow', { orderedOn: '2028-02-02' }, 'orderedOn DAY_TO_COME'],
    ['an unknown country', { shipCity: 'Y', shipCountry: 'X' }, 'shipCountry COUNTRY_UNKNOWN'],
    ['a wrong postcode', { shipCity: 'Y', shipCountry: 'DE', shipPostcode: 'ABC' }, 'shipPostcode POSTCODE_WRONG'],
    ['another currency', { currency: 'USD' }, 'currency OTHER_CURRENCY'],
  ])('are refused with %s', (_, cells, problems) => {
    const decided = decide({ ...pen, ...cells }, { sku: 'PEN', quantity: '1' })
    expect(wrongs(decided)).toEqual([problems, 'number ROW_WAITS'])
    expect(decided.map(({ write }) => write)).toEqual([null, null])
  })

  it('name the missing words and the price that was not read', () => {
    expect(decide({ ...pen, sku: 'RARE' })[0]?.problems[0]).toMatchObject(said('No warehouse keeps this product.'))
    expect(decide({ ...pen, sku: 'TEXT' })[0]?.problems[0]).toMatchObject(said('Such a line needs a text and a price.'))
    const offNothing = decide({ ...pen, unitPrice: '', percentOff: '5' })
    expect(offNothing[0]?.problems[0]).toMatchObject(said('A percent off needs the price.'))
    expect(decide({ ...pen, percentOff: '101' })[0]?.problems[0]?.parameters).toEqual({ text: '2.50' })
    expect(decide({ ...pen, sku: 'TEXT', description: 'Work' })[0]?.outcome).toBe('NEW')
  })

  it('are of one customer, and at most two thousand', () => {
    expect(wrongs(decide(pen, { ...pen, customer: 'c1' }))).toEqual(['', ''])
    expect(wrongs(decide(pen, { ...pen, customer: 'C2' }))).toEqual(['customer RECORD_OF_TWO', 'number ROW_WAITS'])
    expect(decide(...Array.from({ length: 2000 }, () => pen))[0]?.outcome).toBe('NEW')
    expect(decide(...Array.from({ length: 2001 }, () => pen))[0]?.problems).toEqual([
      { field: 'number', code: 'RECORD_TOO_LONG', parameters: { most: 2000 } },
    ])
  })

  it('change nothing when the order is there already, and are refused when it differs', () => {
    const externalSaid = decide(pen)[0]?.write?.externalSaid ?? ''
    const known = { id: 'o', externalNumber: 'SO-7', externalSaid }
    const again = (...knowns: (typeof known)[]) =>
      decideOpenOrders(rowsOf(pen, { sku: 'PEN', rest: '0' }), { ...around, known: knowns }, reading)
    expect(again(known)).toMatchObject([
      { outcome: 'SAME', recordId: 'o' },
      { outcome: 'SAME', recordId: 'o' },
    ])
    expect(again({ ...known, externalNumber: 'SO-8' })[0]).toMatchObject({ outcome: 'NEW' })
    expect(wrongs(again({ ...known, externalSaid: 'x' }))).toEqual(['number ORDER_HERE_OTHERWISE', 'number ROW_WAITS'])
    expect(decide({ ...pen, delivered: '10' })).toMatchObject([{ outcome: 'SAME', recordId: null }])
  })
})
