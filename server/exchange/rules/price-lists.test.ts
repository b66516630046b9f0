import { describe, expect, it } from 'vitest'
import type { Reading } from './decided'
import type { PriceSurroundings } from './price-known'
import { listIn, withOneList } from './price-lists'
import { decidePrice } from './prices'

const today = '2028-02-29'
const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const list = (id: string, name: string, customerId: string | null, groupId: string | null) => ({
  ...{ id, name, customerId, groupId },
  archived: false,
})
const customer = (id: string) => ({ id, number: id, externalKey: null, email: null, name: `Name ${id}` })
const around: PriceSurroundings = {
  lists: [list('l1', 'Trade', null, null), list('l2', 'Ada', 'c1', null), list('l3', 'Baking', null, 'g1')],
  products: [{ id: '11111111-1111-4111-8111-111111111111', sku: 'BOLT', priceQuantity: 1, places: 0 }],
  entries: [],
  customers: [customer('c1'), customer('c2')],
  groups: [
    { id: 'g1', name: 'Bakers' },
    { id: 'g2', name: 'Cooks' },
  ],
  today,
}

it.each([
  [{ list: 'trade' }, { id: 'l1' }],
  [{ list: 'ada' }, { id: 'l2' }],
  [{ list: 'ada', customer: 'c1' }, { id: 'l2' }],
  [{ list: 'baking', group: 'bakers' }, { id: 'l3' }],
  [{ list: 'ada', customer: 'c2' }, [{ field: 'customer', code: 'LIST_FOR_OTHERS' }]],
  [{ list: 'trade', customer: 'c1' }, [{ field: 'customer', code: 'LIST_FOR_OTHERS' }]],
  [{ list: 'baking', group: 'cooks' }, [{ field: 'group', code: 'LIST_FOR_OTHERS' }]],
  [{ list: 'trade', group: 'nobody' }, [{ field: 'group', code: 'GROUP_UNKNOWN', parameters: { text: 'nobody' } }]],
])('prices of %j go onto the list %j', (cells, expected) => {
  expect(listIn(cells, around, reading)).toEqual(expected)
})

describe('a new list that several rows name', () => {
  const decide = (...rows: Record<string, string>[]) =>
    withOneList(
      rows.map((cells, place) => {
        const all = { sku: 'BOLT', unitPrice: '5', fromQuantity: `${place + 1}`, ...cells }
        return decidePrice({ place, group: null, cells: all }, around, reading)
      }),
    )
  const lists = (...rows: Record<string, string>[]) =>
    decide(...rows).map(({ write, problems }) => write?.list ?? problems.map(({ field, code }) => `${field} ${code}`))

  it('is made as its first row says, for whom the first row says that says so', () => {
    const own = {
      name: 'Own',
      audience: 'CUSTOMER',
      customerId: 'c2',
      groupId: null,
      validFrom: today,
      validTo: '2028-03-01',
    }
    expect(
      lists(
        { list: 'Own', validTo: '01.03.2028' },
        { list: 'OWN', customer: 'c2' },
        { list: 'own' },
        { list: 'trade' },
      ),
    ).toEqual([own, own, own, { id: 'l1' }])
    const group = lists({ list: 'Ours', group: 'cooks' }, { list: 'ours' }, { list: 'Free' })
    expect(group.map((one) => ('audience' in one ? [one.name, one.audience, one.groupId] : one))).toEqual([
      ['Ours', 'GROUP', 'g2'],
      ['Ours', 'GROUP', 'g2'],
      ['Free', 'ALL', null],
    ])
  })

  it('is not for two of them', () => {
    const [first, ...others] = lists(
      { list: 'Own', customer: 'c1' },
      { list: 'Own', customer: 'c2' },
      { list: 'Own', group: 'cooks' },
      { list: '' },
    )
    expect(first).toMatchObject({ customerId: 'c1' })
    expect(others).toEqual([['customer LIST_FOR_OTHERS'], ['group LIST_FOR_OTHERS'], ['list SAID']])
  })
})
