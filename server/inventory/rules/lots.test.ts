import { describe, expect, it } from 'vitest'
import { blockedBy, divideByLot, freeOf, isFit, type Lot, lotKey, lotsByKey, mustBeFit } from './lots'

const lot = (number: string, facts: Partial<Lot> = {}): Lot => ({
  productId: 'p1',
  number,
  expiresOn: null,
  blockedReason: null,
  withheld: false,
  ...facts,
})
const refusal = (code: string, parameters: object) => expect.objectContaining({ code, parameters })

describe('goods of lots that move', () => {
  const lots = lotsByKey([lot('A', { withheld: true }), lot('B'), lot('A', { productId: 'p2' })])
  const moved = [
    { warehouseId: 'w1', productId: 'p1', lot: 'A', quantity: 3 },
    { warehouseId: 'w1', productId: 'p1', lot: 'B', quantity: 4 },
    { warehouseId: 'w2', productId: 'p2', lot: 'A', quantity: -5 },
    { warehouseId: 'w1', productId: 'p1', lot: 'C', quantity: 6 },
    { warehouseId: 'w1', productId: 'p3', quantity: 7 },
  ]

  it('are found by product and number, since two products may have lots of one number', () => {
    expect([...lots.keys()]).toEqual(['p1/A', 'p1/B', 'p2/A'])
    expect(lots.get(lotKey('p2', 'A'))?.productId).toBe('p2')
  })
  it('are blocked as far as their lot is withheld, and no others', () => {
    expect(blockedBy(moved, lots)).toEqual([{ warehouseId: 'w1', productId: 'p1', blocked: 3 }])
  })
  it('can be promised otherwise', () => {
    expect(freeOf(moved, lots).map(({ quantity }) => quantity)).toEqual([4, -5, 6, 7])
  })
})

describe('a lot', () => {
  const today = '2028-02-29'
  it.each([
    ['with no last day', {}, null],
    ['on its last day', { expiresOn: today }, null],
    ['after its last day', { expiresOn: '2028-02-28' }, refusal('LOT_EXPIRED', { lot: 'A', day: '2028-02-28' })],
    ['that is blocked', { blockedReason: 'recalled' }, refusal('LOT_BLOCKED', { lot: 'A', reason: 'recalled' })],
    [
      'that is blocked before its last day',
      { blockedReason: 'mould', expiresOn: '2030-01-01' },
      refusal('LOT_BLOCKED', { lot: 'A', reason: 'mould' }),
    ],
  ])('%s is fit, or refused with its reason', (_case, facts, reason) => {
    const one = lot('A', facts)
    expect(isFit(one, today)).toBe(reason === null)
    if (reason) expect(() => mustBeFit(one, today)).toThrow(reason)
    else expect(() => mustBeFit(one, today)).not.toThrow()
  })
})

describe('quantities of lines, divided by lot', () => {
  const there = [
    { orderLineId: 'l1', lot: 'A', quantity: 3 },
    { orderLineId: 'l1', lot: 'B', quantity: 4 },
    { orderLineId: 'l2', lot: 'A', quantity: 0 },
    { orderLineId: 'l2', lot: 'C', quantity: 9 },
  ]
  type Said = { orderLineId: string; quantity: number; lot?: string }
  const tracked = (id: string) => id !== 'l3'
  const divided = (lines: Said[], anyLot?: boolean) =>
    divideByLot(lines, there, { tracked, ...(anyLot === undefined ? {} : { anyLot }) }).map(
      (one) => `${one.orderLineId} ${one.lot} ${one.quantity}`,
    )

  it.each<[string, Said[], string[]]>([
    ['the named lot', [{ orderLineId: 'l1', quantity: 2, lot: 'B' }], ['l1 B 2']],
    ['all lots, when all is taken', [{ orderLineId: 'l1', quantity: 7 }], ['l1 A 3', 'l1 B 4']],
    ['the only lot that has any', [{ orderLineId: 'l2', quantity: 5 }], ['l2 C 5']],
    ['no lot, where the product has none', [{ orderLineId: 'l3', quantity: 5 }], ['l3  5']],
    [
      'what the line before has left',
      [
        { orderLineId: 'l1', quantity: 2, lot: 'A' },
        { orderLineId: 'l1', quantity: 5 },
      ],
      ['l1 A 2', 'l1 A 1', 'l1 B 4'],
    ],
    [
      'the last lot, when the line before took all of the first',
      [
        { orderLineId: 'l1', quantity: 3, lot: 'A' },
        { orderLineId: 'l1', quantity: 1 },
      ],
      ['l1 A 3', 'l1 B 1'],
    ],
  ])('take %s', (_case, lines, expected) => {
    expect(divided(lines)).toEqual(expected)
    expect(there.map(({ quantity }) => quantity)).toEqual([3, 4, 0, 9])
  })

  it('take the lots in the given order where it does not matter which', () => {
    expect(divided([{ orderLineId: 'l1', quantity: 5 }], true)).toEqual(['l1 A 3', 'l1 B 2'])
    expect(divided([{ orderLineId: 'l1', quantity: 3 }], true)).toEqual(['l1 A 3'])
  })

  it('are refused where a person has to say which lot, or a lot has fewer', () => {
    const one = (quantity: number, named?: string) => () =>
      divided([{ orderLineId: 'l1', quantity, ...(named && { lot: named }) }])
    expect(one(5)).toThrow(refusal('LOT_NEEDED', { lots: 'A, B' }))
    expect(one(8)).toThrow(refusal('LOT_HAS_FEWER', { lot: 'A, B' }))
    expect(one(4, 'A')).toThrow(refusal('LOT_HAS_FEWER', { lot: 'A' }))
    expect(one(1, 'Z')).toThrow(refusal('LOT_HAS_FEWER', { lot: 'Z' }))
  })
})
