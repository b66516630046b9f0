import { describe, expect, it } from 'vitest'
import {
  afterForm,
  everDelivered,
  type FlatAddresses,
  filled,
  flatAddresses,
  freeLabel,
  type StoredAddress,
  withAddress,
  withoutAddresses,
} from './address'

const address = (change: Partial<StoredAddress>): StoredAddress => ({
  id: 'office',
  label: 'Office',
  name: null,
  line: '1 Quay',
  extra: 'Yard',
  postcode: '20457',
  city: 'Hamburg',
  region: 'HH',
  country: 'DE',
  isBillTo: true,
  isShipTo: true,
  ...change,
})
const office = address({})
const store = address({
  id: 'store',
  label: 'Store',
  name: 'Depot',
  line: '2 Dock',
  extra: 'Gate 3',
  postcode: '1010',
  city: 'Vienna',
  region: 'W',
  country: 'AT',
  isBillTo: false,
})
const shop = address({ id: 'shop', label: 'Shop', isBillTo: false, isShipTo: false })

const billed = {
  billLine: '1 Quay',
  billExtra: 'Yard',
  billPostcode: '20457',
  billCity: 'Hamburg',
  billRegion: 'HH',
}
const shipped = {
  shipName: 'Depot',
  shipLine: '2 Dock',
  shipExtra: 'Gate 3',
  shipPostcode: '1010',
  shipCity: 'Vienna',
  shipRegion: 'W',
  shipCountry: 'AT',
}
const none = Object.fromEntries(
  [...Object.keys(billed), ...Object.keys(shipped)].map((field) => [field, null]),
) as unknown as FlatAddresses

describe('the form shows', () => {
  it('nothing of a customer without addresses', () => {
    expect(flatAddresses([])).toEqual(none)
  })

  it.each<[string, StoredAddress[], Partial<FlatAddresses>]>([
    ['one address for both as that for invoices', [office], billed],
    ['both where goods go elsewhere', [{ ...office, isShipTo: false }, store], { ...billed, ...shipped }],
    ['the one for goods alone', [store], shipped],
    ['none that is for neither', [shop], {}],
    ['both in whatever order they come', [shop, store, { ...office, isShipTo: false }], { ...billed, ...shipped }],
  ])('%s', (_, addresses, fields) => expect(flatAddresses(addresses)).toEqual({ ...none, ...fields }))
})

it('a field that the form does not name keeps what it had, and one that is emptied is empty', () => {
  const before = { ...none, ...billed, ...shipped }
  expect(filled({ billLine: '9 Pier', billExtra: null, shipCity: undefined }, before)).toEqual({
    ...before,
    billLine: '9 Pier',
    billExtra: null,
  })
})

it('what a form says beside addresses is kept, and nothing of the addresses', () => {
  expect(withoutAddresses({ ...none, ...billed, ...shipped, name: 'Weber', note: null })).toEqual({
    name: 'Weber',
    note: null,
  })
})

it.each([
  ['is as it is wanted', [], 'Delivery', 'Delivery'],
  ['gets a number when it is taken', ['Delivery'], 'Delivery', 'Delivery 2'],
  ['gets the first number that is free', ['Delivery', 'Delivery 2', 'Delivery 4'], 'Delivery', 'Delivery 3'],
  ['is taken in whatever letters', ['DELIVERY', 'delivery 2'], 'Delivery', 'Delivery 3'],
])('a label %s', (_, labels, wanted, free) => {
  expect(
    freeLabel(
      labels.map((label) => ({ label })),
      wanted,
    ),
  ).toBe(free)
})

describe('a form leaves', () => {
  const ids = { bill: 'new-bill', ship: 'new-ship' }
  const germany = { before: 'DE', after: 'DE' }
  const left = (addresses: StoredAddress[], fields: Partial<FlatAddresses>, country = germany) =>
    afterForm(addresses, { ...none, ...fields }, country, ids)
  const nothing = { changed: [], added: [], archived: [] }

  it('nothing changed where it says what is there', () => {
    expect(left([office], billed)).toEqual(nothing)
    expect(left([{ ...office, isShipTo: false }, store], { ...billed, ...shipped })).toEqual(nothing)
    expect(left([], {})).toEqual(nothing)
  })

  it.each<[keyof FlatAddresses, keyof StoredAddress]>([
    ['billLine', 'line'],
    ['billExtra', 'extra'],
    ['billPostcode', 'postcode'],
    ['billCity', 'city'],
    ['billRegion', 'region'],
  ])('the address for invoices with another %s', (field, part) => {
    const after = left([office], { ...billed, [field]: 'new' })
    expect(after).toEqual({ ...nothing, changed: [{ ...office, [part]: 'new' }] })
  })

  it.each<[keyof FlatAddresses, keyof StoredAddress]>([
    ['shipName', 'name'],
    ['shipLine', 'line'],
    ['shipExtra', 'extra'],
    ['shipPostcode', 'postcode'],
    ['shipCity', 'city'],
    ['shipRegion', 'region'],
    ['shipCountry', 'country'],
  ])('the address for goods with another %s, and that for invoices as it is', (field, part) => {
    const after = left([{ ...office, isShipTo: false }, store], { ...billed, ...shipped, [field]: 'new' })
    expect(after).toEqual({ ...nothing, changed: [{ ...store, [part]: 'new' }] })
  })

  it('a first address for both', () => {
    const { name: _, ...parts } = { ...office, id: 'new-bill', label: 'Main' }
    expect(left([], billed)).toEqual({ ...nothing, added: [{ ...parts, name: null }] })
  })

  it('an address of only a city, for invoices and goods', () => {
    expect(left([], { billCity: 'Ulm' }).added).toMatchObject([{ city: 'Ulm', line: null, isShipTo: true }])
  })

  it('a first address for goods beside the one for invoices, which is for goods no longer', () => {
    const { changed, added, archived } = left([office], { ...billed, ...shipped })
    expect(changed).toEqual([{ ...office, isShipTo: false }])
    expect(added).toEqual([{ ...store, id: 'new-ship', label: 'Delivery' }])
    expect(archived).toEqual([])
  })

  it('both at once, each with a label that is free', () => {
    const old = [
      { ...shop, label: 'main' },
      { ...shop, id: 'other', label: 'Delivery' },
    ]
    const { added } = left(old, { ...billed, ...shipped, shipCountry: null })
    expect(added).toMatchObject([
      { id: 'new-bill', label: 'Main 2', isBillTo: true, isShipTo: false, country: 'DE' },
      { id: 'new-ship', label: 'Delivery 2', isBillTo: false, isShipTo: true, country: 'DE' },
    ])
  })

  it('the one for goods archived when its street is emptied: goods go where invoices go', () => {
    expect(left([{ ...office, isShipTo: false }, store], { ...billed, shipCity: 'Vienna' })).toEqual({
      ...nothing,
      changed: [office],
      archived: ['store'],
    })
  })

  it('half an address for goods kept, but goods do not go there before it has a street', () => {
    const { changed, added } = left([office], { ...billed, shipName: 'Depot' })
    expect(changed).toEqual([])
    expect(added).toMatchObject([{ id: 'new-ship', name: 'Depot', line: null, isBillTo: false, isShipTo: false }])
  })

  it('no address for goods out of a country alone', () => {
    expect(left([office], { ...billed, shipCountry: 'AT' })).toEqual(nothing)
  })

  it('the address for invoices in the customer’s new country, unless it was in another one already', () => {
    const moved = { before: 'DE', after: 'FR' }
    expect(left([office], billed, moved).changed).toEqual([{ ...office, country: 'FR' }])
    expect(left([{ ...office, country: 'CH' }], billed, moved)).toEqual(nothing)
    expect(left([], billed, moved).added).toMatchObject([{ country: 'FR' }])
  })
})

describe('of a customer’s addresses', () => {
  const uses = (addresses: StoredAddress[]) =>
    addresses.map((one) => [one.id, one.isBillTo && 'bill', one.isShipTo && 'ship'].filter(Boolean).join(' '))
  const [bill, ship] = [{ ...office, isShipTo: false }, { ...store }]
  it.each<[string, StoredAddress[], StoredAddress, string[]]>([
    ['the first is for everything', [], shop, ['shop bill ship']],
    ['another is for nothing unless it says so', [office], shop, ['office bill ship', 'shop']],
    ['one for goods takes that over', [office], store, ['office bill', 'store ship']],
    [
      'one for invoices takes that over',
      [bill, ship],
      { ...shop, isBillTo: true },
      ['office', 'store ship', 'shop bill'],
    ],
    [
      'one for both takes both over',
      [bill, ship],
      { ...shop, isBillTo: true, isShipTo: true },
      ['office', 'store', 'shop bill ship'],
    ],
    ['the only one for goods stays it', [bill, ship], { ...ship, isShipTo: false }, ['office bill', 'store ship']],
    ['the only one for invoices stays it', [bill, ship], { ...bill, isBillTo: false }, ['store ship', 'office bill']],
  ])('%s', (_, addresses, one, after) => expect(uses(withAddress(addresses, one))).toEqual(after))

  it('the one that was changed is as it is now', () => {
    expect(withAddress([office, shop], { ...shop, line: '7 Hill' })).toEqual([office, { ...shop, line: '7 Hill' }])
  })
})

it.each([
  [[], [1, 2], true],
  [[2, 6], [1, 2], true],
  [[6, 7], [1, 2], false],
  [[6], [], false],
])('goods that are taken on %j are brought by who works on %j: %s', (deliveryDays, working, can) => {
  expect(everDelivered(deliveryDays, working)).toBe(can)
})
