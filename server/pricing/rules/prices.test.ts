import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals } from '@/server/platform/money/decimal'
import { audiences, listedPrice, type PriceCandidate, priceOfLine } from './prices'

const product = { id: 'pen', unitPrice: '12', priceQuantity: 1 }
const entry = (change: Partial<PriceCandidate>): PriceCandidate => ({
  productId: 'pen',
  listId: 'l1',
  listName: 'A',
  audience: 'ALL',
  validFrom: '2026-01-01',
  validTo: null,
  fromQuantity: 1,
  unitPrice: '10',
  priceQuantity: 1,
  percentOff: null,
  containsTax: null,
  ...change,
})
const on = (quantity: number, day = '2026-06-15') => ({ quantity, day })

describe('the price of a line', () => {
  const mine = entry({ listId: 'l2', listName: 'Mine', audience: 'CUSTOMER', unitPrice: '9' })
  const half = entry({ listId: 'l3', listName: 'Half', unitPrice: null, priceQuantity: null, percentOff: '50' })
  const hundred = entry({ fromQuantity: 100, unitPrice: '7' })
  const newer = entry({ listId: 'l0', listName: 'New', validFrom: '2026-06-01', unitPrice: '11' })
  it.each<[string, PriceCandidate[], number, string, string | null]>([
    ['no list: the product’s own', [], 1, '12', null],
    ['of another product', [entry({ productId: 'ink' })], 1, '12', null],
    ['a list for all', [entry({})], 1, '10', 'A'],
    ['the customer’s goes before a larger break of all', [hundred, mine], 100, '9', 'Mine'],
    [
      'the customer’s goes before the group’s',
      [entry({ listId: 'l4', audience: 'GROUP', unitPrice: '3' }), mine],
      1,
      '9',
      'Mine',
    ],
    ['the group’s goes before one for all', [hundred, entry({ listName: 'G', audience: 'GROUP' })], 100, '10', 'G'],
    ['the larger break goes before the newer list', [hundred, newer], 100, '7', 'A'],
    ['a break that is not reached', [hundred], 99, '12', null],
    ['a break that is reached', [hundred], 100, '7', 'A'],
    ['the newer of two', [entry({}), newer], 5, '11', 'New'],
    ['of two of one day the one made last', [entry({}), half], 5, '6', 'Half'],
    ['over since yesterday', [entry({ validTo: '2026-06-14' })], 1, '12', null],
    ['its last day', [entry({ validTo: '2026-06-15' })], 1, '10', 'A'],
    ['from tomorrow on', [entry({ validFrom: '2026-06-16' })], 1, '12', null],
    ['its first day', [entry({ validFrom: '2026-06-15' })], 1, '10', 'A'],
  ])('%s', (_, candidates, quantity, unitPrice, listName) => {
    expect(listedPrice(product, candidates, on(quantity))).toMatchObject({ unitPrice, listName })
    expect(listedPrice(product, candidates.toReversed(), on(quantity))).toMatchObject({ unitPrice, listName })
  })

  it('is per as many units as the entry says, and of a percentage as many as the product’s', () => {
    const gross = { ...product, unitPrice: '999', priceQuantity: 100 }
    expect(listedPrice(gross, [entry({ priceQuantity: 1000 })], on(1)).priceQuantity).toBe(1000)
    expect(listedPrice(gross, [half], on(1))).toMatchObject({ unitPrice: '499.5', priceQuantity: 100, breakFrom: 1 })
  })

  it('of a list with tax is what is left without the product’s; so many percent off are off a price that has none', () => {
    const gross = entry({ unitPrice: '11.90', priceQuantity: 10, containsTax: '19' })
    expect(listedPrice(product, [gross], on(1))).toMatchObject({ unitPrice: '10', priceQuantity: 10, source: 'LIST' })
    expect(listedPrice(product, [{ ...half, containsTax: '19' }], on(1))).toMatchObject({ unitPrice: '6' })
    expect(priceOfLine(listedPrice(product, [gross], on(1)), '10')).toMatchObject({ priceSource: 'LIST' })
  })

  it('that is typed goes before all lists and keeps what they asked for; typed as they have it, it is theirs', () => {
    const listed = listedPrice(product, [mine], on(1))
    expect(priceOfLine(listed, '8.5')).toMatchObject({ unitPrice: '8.5', priceSource: 'TYPED', listPrice: '9' })
    expect(priceOfLine(listed, '8.5')).toMatchObject({ priceListId: null, breakFrom: null })
    expect(priceOfLine(listed, '9.00')).toMatchObject({ unitPrice: '9', priceSource: 'LIST', priceListId: 'l2' })
    expect(priceOfLine(listedPrice(product, [], on(1)), undefined)).toMatchObject({ priceSource: 'PRODUCT' })
  })
})

/** The order of docs/prices.md, word by word and in no hurry: each step leaves only the best and goes on with them. */
function oracle(candidates: readonly PriceCandidate[], quantity: number, day: string): PriceCandidate | null {
  let left = candidates.filter((one) => one.productId === 'pen' && quantity >= one.fromQuantity)
  left = left.filter((one) => day >= one.validFrom && !(one.validTo !== null && day > one.validTo))
  for (const audience of audiences)
    if (left.some((one) => one.audience === audience)) left = left.filter((one) => one.audience === audience)
  const break_ = Math.max(...left.map((one) => one.fromQuantity))
  left = left.filter((one) => one.fromQuantity === break_)
  const newest = left
    .map((one) => one.validFrom)
    .sort()
    .at(-1)
  left = left.filter((one) => one.validFrom === newest)
  const last = left
    .map((one) => one.listId)
    .sort()
    .at(-1)
  return left.find((one) => one.listId === last) ?? null
}

const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
const anyEntry = fc.record({
  productId: fc.constantFrom('pen', 'pen', 'pen', 'ink'),
  list: fc.nat(5),
  fromQuantity: fc.constantFrom(1, 2, 10, 100),
  price: fc.integer({ min: 0, max: 2000 }),
  percent: fc.option(fc.integer({ min: 1, max: 100 })),
  containsTax: fc.constantFrom(null, '0', '25'),
})
const anyLists = fc.array(
  fc.record({
    audience: fc.constantFrom(...audiences),
    from: fc.nat(3),
    to: fc.option(fc.nat(3)),
  }),
  { minLength: 6, maxLength: 6 },
)

it('the price of any line by any lists is that of an oracle that goes through the order step by step', () => {
  fc.assert(
    fc.property(
      anyLists,
      fc.array(anyEntry, { maxLength: 12 }),
      fc.integer({ min: 1, max: 120 }),
      fc.nat(3),
      (lists, entries, quantity, on) => {
        const taken = new Set<string>()
        const candidates = entries.flatMap(
          ({ productId, list, fromQuantity, price, percent, containsTax }): PriceCandidate[] => {
            // A list has one price of a product from a quantity on.
            const key = `${productId}|${list}|${fromQuantity}`
            if (taken.has(key)) return []
            taken.add(key)
            const facts = lists[list] as { audience: PriceCandidate['audience']; from: number; to: number | null }
            const fixed = percent === null
            return [
              {
                productId,
                listId: `l${list}`,
                listName: `List ${list}`,
                audience: facts.audience,
                validFrom: days[facts.from] as string,
                validTo: facts.to === null ? null : (days[facts.to] as string),
                fromQuantity,
                unitPrice: fixed ? `${price / 100}` : null,
                priceQuantity: fixed ? 1 : null,
                percentOff: fixed ? null : String(percent),
                containsTax,
              },
            ]
          },
        )
        const day = days[on] as string
        const meant = oracle(candidates, quantity, day)
        const found = listedPrice(product, candidates, { quantity, day })
        expect(found.listId).toBe(meant?.listId ?? null)
        expect(found.breakFrom).toBe(meant?.fromQuantity ?? null)
        const asked =
          meant?.unitPrice &&
          String(meant.containsTax === '25' ? (Number(meant.unitPrice) * 0.8).toFixed(6) : meant.unitPrice)
        const price = asked ?? (meant ? String((1200 - 12 * Number(meant.percentOff)) / 100) : '12')
        expect(compareDecimals(found.unitPrice, price)).toBe(0)
      },
    ),
    { numRuns: 2_000 },
  )
})
