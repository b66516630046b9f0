import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import type { EntryKnown, PriceSurroundings } from './price-known'
import { decidePrice, priceKey } from './prices'

const today = '2028-02-29'
const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const [product, weighed] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const known: EntryKnown = {
  id: 'e1',
  priceListId: 'list-1',
  productId: product,
  fromQuantity: 10,
  unitPrice: '9.500000',
  percentOff: null,
  priceQuantity: 100,
}
const around: PriceSurroundings = {
  lists: [
    { id: 'list-1', name: 'Trade', archived: false, customerId: null, groupId: null },
    { id: 'list-3', name: 'Anna’s', archived: false, customerId: 'c1', groupId: null },
    { id: 'list-4', name: 'Baking', archived: false, customerId: null, groupId: 'g1' },
    { id: 'list-2', name: 'Old', archived: true, customerId: null, groupId: null },
  ],
  products: [
    { id: product, sku: 'BOLT', priceQuantity: 100, places: 0 },
    { id: weighed, sku: 'RICE', priceQuantity: 1000, places: 3 },
  ],
  entries: [{ ...known, id: 'e0', priceListId: 'list-2' }, { ...known, id: 'e9', fromQuantity: 20 }, known],
  customers: [{ id: 'c1', number: 'K-1', externalKey: null, email: null, name: 'Anna' }],
  groups: [{ id: 'g1', name: 'Bakers' }],
  today,
}
const row = { list: 'trade', sku: 'bolt', unitPrice: '9.50', fromQuantity: '10' }
const decide = (cells: Record<string, string>) => {
  const all = Object.entries({ ...row, ...cells }).filter(([, text]) => text !== '')
  return decidePrice({ place: 3, group: null, cells: Object.fromEntries(all) }, around, reading)
}
const problems = (cells: Record<string, string>) => {
  const found = decide(cells)
  expect(found).toMatchObject({ outcome: 'WRONG', write: null })
  return found.problems.map(({ field, code }) => `${field} ${code}`)
}

describe('a row of a price list', () => {
  it('is named by list, product and quantity', () => {
    expect(priceKey({ list: 'Trade', sku: "'=B", fromQuantity: '5' })).toBe('l:trade/=b/5')
    expect(priceKey({ list: 'Trade', sku: 'B' })).toBe('l:trade/b/1')
    expect([priceKey({ list: 'Trade' }), priceKey({ sku: 'B' })]).toEqual([null, null])
  })

  it('is the same as a known price, or changes it', () => {
    expect(decide({})).toEqual({
      place: 3,
      key: 'l:trade/bolt/10',
      outcome: 'SAME',
      recordId: 'e1',
      changes: [],
      problems: [],
      before: null,
      write: null,
    })
    expect(decide({ unitPrice: '10' })).toMatchObject({
      outcome: 'CHANGED',
      recordId: 'e1',
      changes: [['unitPrice', '9.5', '10']],
      before: known,
      write: { list: { id: 'list-1' }, unitPrice: '10', percentOff: null, priceQuantity: 100, fromQuantity: 10 },
    })
    expect(decide({ unitPrice: '', percentOff: '5%' })).toMatchObject({
      changes: [
        ['unitPrice', '9.5', ''],
        ['percentOff', '', '5'],
      ],
      write: { unitPrice: null, percentOff: '5', priceQuantity: null },
    })
  })

  it('changes a price that stands for another quantity than the product is priced by now, though it reads the same', () => {
    const of = (changes: Partial<EntryKnown>, cells: Record<string, string> = {}) => {
      const all = Object.entries({ ...row, ...cells }).filter(([, text]) => text !== '')
      const entries = [{ ...known, ...changes }]
      return decidePrice({ place: 3, group: null, cells: Object.fromEntries(all) }, { ...around, entries }, reading)
    }
    expect(of({ priceQuantity: 1 })).toMatchObject({
      outcome: 'CHANGED',
      changes: [['unitPrice', '9.5 per 1', '9.5 per 100']],
      write: { unitPrice: '9.5', priceQuantity: 100 },
    })
    const percent = { unitPrice: null, percentOff: '5', priceQuantity: null }
    expect(of(percent).changes).toEqual([
      ['unitPrice', '', '9.5 per 100'],
      ['percentOff', '5', ''],
    ])
    expect(of(percent, { unitPrice: '', percentOff: '5' })).toMatchObject({ outcome: 'SAME', changes: [] })
  })

  it('is a new price of a known list from another quantity, in the unit of the product', () => {
    expect(decide({ fromQuantity: '' })).toMatchObject({
      outcome: 'NEW',
      recordId: null,
      changes: [],
      before: null,
      write: { list: { id: 'list-1' }, productId: product, fromQuantity: 1 },
    })
    expect(decide({ sku: 'RICE', fromQuantity: '2.5' }).write).toMatchObject({
      productId: weighed,
      fromQuantity: 2500,
      priceQuantity: 1000,
    })
  })

  const made = { name: 'Spring', audience: 'ALL', customerId: null, groupId: null, validFrom: today, validTo: null }
  it.each([
    ['all', {}, {}],
    ['a customer', { customer: 'k-1' }, { audience: 'CUSTOMER', customerId: 'c1' }],
    ['a group', { group: 'bakers' }, { audience: 'GROUP', groupId: 'g1' }],
    [
      'some days',
      { validFrom: '01.03.2028', validTo: '01.03.2028' },
      { validFrom: '2028-03-01', validTo: '2028-03-01' },
    ],
  ])('makes a list for %s', (_case, cells, facts) => {
    expect(decide({ list: 'Spring', ...cells }).write).toMatchObject({ list: { ...made, ...facts } })
  })
  it('makes a list with at most a hundred signs in its name', () => {
    expect(decide({ list: 'x'.repeat(120) }).write?.list).toMatchObject({ name: 'x'.repeat(100) })
  })

  it.each([
    [{ list: '' }, ['list SAID']],
    [{ list: 'old' }, ['list LIST_ARCHIVED']],
    [{ list: 'Spring', customer: 'Nemo' }, ['customer CUSTOMER_UNKNOWN']],
    [{ customer: 'Nemo' }, ['customer CUSTOMER_UNKNOWN']],
    [{ customer: 'K-1' }, ['customer LIST_FOR_OTHERS']],
    [{ list: 'Baking', customer: 'K-1' }, ['customer LIST_FOR_OTHERS']],
    [{ group: 'Bakers' }, ['group LIST_FOR_OTHERS']],
    [{ list: 'Anna’s', group: 'Bakers' }, ['group LIST_FOR_OTHERS']],
    [{ list: 'Spring', group: 'Nobody' }, ['group GROUP_UNKNOWN']],
    [{ list: 'Spring', group: 'Bakers', customer: 'K-1' }, ['group LIST_FOR_TWO']],
    [{ list: 'Spring', validFrom: 'soon' }, ['validFrom DAY_UNREAD']],
    [{ list: 'Spring', validTo: 'soon' }, ['validTo DAY_UNREAD']],
    [{ list: 'Spring', validTo: '28.02.2028' }, ['validTo LAST_BEFORE_FIRST']],
    [{ sku: 'NUT' }, ['sku PRODUCT_UNKNOWN']],
    [{ sku: '' }, ['sku PRODUCT_UNKNOWN']],
    [{ unitPrice: 'much' }, ['unitPrice NUMBER_UNREAD']],
    [{ unitPrice: '5%' }, ['unitPrice NUMBER_UNREAD']],
    [{ unitPrice: '', percentOff: '5%0' }, ['percentOff NUMBER_UNREAD']],
    [{ unitPrice: '', percentOff: '%' }, ['percentOff NUMBER_UNREAD']],
    [{ unitPrice: '', percentOff: 'much' }, ['percentOff NUMBER_UNREAD']],
    [{ fromQuantity: 'many' }, ['fromQuantity NUMBER_UNREAD']],
    [{ fromQuantity: '2.5' }, ['fromQuantity QUANTITY_PLACES']],
    [{ fromQuantity: '0' }, ['fromQuantity SAID']],
    [{ unitPrice: '' }, ['unitPrice SAID']],
    [{ unitPrice: '1', percentOff: '5' }, ['unitPrice SAID']],
    [{ percentOff: '101', unitPrice: '' }, ['percentOff SAID']],
    [{ reference: '=A1' }, ['reference CELL_IS_FORMULA']],
  ])('is wrong: %j', (cells, expected) => expect(problems(cells)).toEqual(expected))

  it('quotes what it does not know', () => {
    expect(decide({ sku: 'NUT' }).problems[0]?.parameters).toEqual({ text: 'NUT' })
    expect(decide({ list: 'Spring', group: 'Nobody' }).problems[0]?.parameters).toEqual({ text: 'Nobody' })
    expect(decide({ list: '' }).problems[0]?.parameters).toEqual({ words: 'This is missing.' })
  })
})
