import { describe, expect, it } from 'vitest'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import { addressGiven, addressIn, addressKey } from './address-cells'
import { decideAddresses } from './addresses'
import type { Cells } from './cells'

const customer = (id: string, country = 'DE') => ({
  id,
  number: `K-${id}`,
  externalKey: null,
  name: `Name ${id}`,
  email: null,
  payerId: id,
  termsDays: 30,
  country,
})
const address = (id: string, customerId: string, facts: Partial<CustomerAddress> = {}): CustomerAddress => ({
  id,
  customerId,
  version: '7',
  label: `Place ${id}`,
  name: null,
  line: `Street ${id}`,
  extra: null,
  postcode: '20457',
  city: 'Hamburg',
  region: null,
  country: 'DE',
  contact: null,
  phone: null,
  openingHours: null,
  deliveryDays: [],
  packerNote: null,
  driverNote: null,
  isBillTo: false,
  isShipTo: false,
  archivedAt: null,
  ...facts,
})
const known = [
  address('a', '1', { isBillTo: true, isShipTo: true }),
  address('b', '1', { line: 'Street a' }),
  address('c', '2'),
  address('d', '4', { line: 'Downing Street 10', postcode: 'SW1A 2AA' }),
]
const decide = (...rows: Cells[]) => {
  let made = 0
  return decideAddresses(
    rows.map((cells, place) => ({ place, cells, group: null })),
    { customers: [customer('1'), customer('2'), customer('3', 'IE')], known, workingWeekdays: [1, 2, 3, 4, 5] },
    () => `new ${++made}`,
  )
}
const told = (cells: Cells) => decide(cells)[0]?.problems.map(({ field, code }) => `${field} ${code}`)

describe('an address of a row', () => {
  it('without the state of its country comes in and says so', () => {
    const row = { customer: 'K-2', line: 'Quay 2', city: 'Reno', country: 'US' }
    const [bare, whole] = [decide(row)[0], decide({ ...row, region: 'NV' })[0]]
    expect(bare).toMatchObject({ outcome: 'NEW', write: { address: { city: 'Reno', region: null } } })
    expect([bare?.problems, whole?.problems]).toMatchObject([[{ field: 'region', code: 'STATE_MISSING' }], []])
  })

  it('that is new takes what the row says, the country of its customer, and a name that is free', () => {
    const [first, second] = decide(
      { customer: 'k-2', line: 'Quay 2', city: 'Place c', postcode: '10115', isShipTo: 'yes', deliveryDays: 'Mon, Do' },
      { customer: 'K-3', line: 'Quay 3', city: 'Cork' },
    )
    expect(first).toMatchObject({ outcome: 'NEW', key: 'a:k-2/quay 2 10115', recordId: null, problems: [] })
    expect(first?.changes).toEqual([['label', '', 'Place c 2']])
    expect(first?.before).toEqual({ address: null, uses: { bill: null, ship: null } })
    expect(first?.write).toMatchObject({
      address: { id: 'new 1', customerId: '2', version: '', country: 'DE', postcode: '10115', deliveryDays: [1, 4] },
      uses: { bill: 'new 1', ship: 'new 1' },
    })
    expect(second?.write).toMatchObject({ address: { label: 'Cork', country: 'IE', isBillTo: true, isShipTo: true } })
  })

  it('that is there is changed where the row says otherwise, and keeps what it does not say', () => {
    const [changed, same, turned] = decide(
      { customer: 'K-1', label: 'PLACE A', city: 'Bremen', postcode: '28 195' },
      { customer: 'K-1', label: 'Place a', city: 'Bremen' },
      { customer: 'K-1', label: 'Place b', isShipTo: 'yes' },
    )
    expect(changed).toMatchObject({
      outcome: 'CHANGED',
      recordId: 'a',
      changes: [
        ['postcode', '20457', '28195'],
        ['city', 'Hamburg', 'Bremen'],
      ],
      before: { address: { city: 'Hamburg' }, uses: null },
      write: { address: { id: 'a', line: 'Street a', version: '7', isBillTo: true }, uses: null },
    })
    expect(same).toMatchObject({ outcome: 'SAME', recordId: 'a', changes: [], before: null, write: null })
    expect(turned).toMatchObject({
      outcome: 'CHANGED',
      changes: [['isShipTo', 'no', 'yes']],
      before: { address: { id: 'b' }, uses: { bill: 'a', ship: 'a' } },
      write: { uses: { bill: 'a', ship: 'b' } },
    })
  })

  it('is found among those of its customer behind a new one of another', () => {
    const decided = decide(
      { customer: 'K-2', line: 'Quay 2', city: 'Kiel' },
      { customer: 'K-1', label: 'Place a', city: 'Bremen' },
      { customer: 'K-1', label: 'Place b', city: 'Bremen' },
    )
    expect(decided.map(({ outcome, recordId }) => [outcome, recordId])).toEqual([
      ['NEW', null],
      ['CHANGED', 'a'],
      ['CHANGED', 'b'],
    ])
  })

  it.each<[Cells, string[]]>([
    [{ customer: 'K-9', label: 'x', line: 'x', city: 'x' }, ['customer CUSTOMER_UNKNOWN', 'country SAID']],
    [{ customer: 'K-1', label: 'x', line: 'x' }, ['city SAID']],
    [{ customer: 'K-1', label: 'Place a', deliveryDays: 'sometimes' }, ['deliveryDays DELIVERY_DAYS_UNREAD']],
    [{ customer: 'K-1', label: 'Place a', deliveryDays: '6 7' }, ['deliveryDays NEVER_DELIVERED']],
    [{ customer: 'K-1', label: 'Place a', postcode: '1' }, ['postcode POSTCODE_WRONG']],
    [{ customer: 'K-1', label: 'Place a', country: 'Nowhere' }, ['country COUNTRY_UNKNOWN']],
    [{ customer: 'K-1', label: 'Place a', isBillTo: 'perhaps' }, ['isBillTo YES_OR_NO']],
    [{ customer: 'K-1', label: 'Place a', city: '=A1' }, ['city CELL_IS_FORMULA']],
  ])('%j is wrong: %j', (cells, problems) => {
    expect(told(cells)).toEqual(problems)
    expect(decide(cells)[0]).toMatchObject({ outcome: 'WRONG', write: null })
  })
})

it.each<[Cells, string | null, string | null]>([
  [{ customer: 'K-1', label: 'Place B' }, 'a:k-1/place b', 'b'],
  [{ customer: 'K-1', label: 'Yard', line: 'Street a' }, 'a:k-1/yard', null],
  [{ customer: 'K-1', line: 'street a' }, 'a:k-1/street a', 'a'],
  [{ customer: 'K-1', line: 'Street a', postcode: '20 457' }, 'a:k-1/street a 20 457', 'a'],
  [{ customer: 'K-1', line: 'Street a', postcode: '10115' }, 'a:k-1/street a 10115', null],
  [{ customer: 'K-4', line: 'Downing Street 10', postcode: 'sw1a2aa' }, 'a:k-4/downing street 10 sw1a2aa', 'd'],
  [{ customer: 'K-1' }, null, null],
  [{ label: 'Place a' }, null, 'a'],
])('%j has the key %j and names the address %j', (cells, key, id) => {
  expect([addressKey(cells), addressIn(cells, known)?.id ?? null]).toEqual([key, id])
})

it.each([
  ['mo tu we th fr sa su', [1, 2, 3, 4, 5, 6, 7]],
  ['7/6;5, 4\n3 2 1', [1, 2, 3, 4, 5, 6, 7]],
  ['di Mittwoch DONNERSTAG freitag samstag so montag', [1, 2, 3, 4, 5, 6, 7]],
  ['monday tuesday wednesday thursday friday saturday sunday', [1, 2, 3, 4, 5, 6, 7]],
  ['mon mon', [1]],
  [' Mon, Wed; ', [1, 3]],
])('the weekdays %j are %j', (deliveryDays, days) => {
  expect(addressGiven({ deliveryDays })).toEqual({ given: { deliveryDays: days }, problems: [] })
})

it('quotes the country’s form of a postcode', () => {
  expect(decide({ customer: 'K-1', label: 'Place a', postcode: '1' })[0]?.problems[0]?.parameters).toEqual({
    example: '20457',
  })
})

it('quotes days that it cannot read', () => {
  const parameters = { text: 'sometimes' }
  expect(addressGiven({ deliveryDays: 'sometimes' }).problems).toEqual([
    { field: 'deliveryDays', code: 'DELIVERY_DAYS_UNREAD', parameters },
  ])
})
