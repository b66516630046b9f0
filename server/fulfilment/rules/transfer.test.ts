import { describe, expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { arriveOn, onItsWay, takeFrom } from './transfer'

it.each([
  [10, 0, 0, 10],
  [10, 4, 1, 5],
  [10, 10, 0, 0],
  [10, 12, 0, 0],
])('of %i sent, %i received and %i lost, %i are on their way', (quantity, received, lost, left) => {
  expect(onItsWay({ quantity, received, lost })).toBe(left)
})

describe('from which bins goods are sent', () => {
  const bin = (binId: string, quantity: number, productId = 'p') => ({
    binId,
    binCode: binId,
    lot: '',
    walkOrder: 1,
    productId,
    quantity,
  })
  const bins = [bin('a', 3), bin('b', 0), bin('c', -2), bin('d', 5), bin('d', 8, 'q')]
  const sku = (productId: string) => ({ sku: `SKU ${productId}`, ...pieces })
  const taken = (...wishes: Parameters<typeof takeFrom>[0]) =>
    takeFrom(wishes, bins, sku).map(({ productId, binId, quantity }) => `${productId} ${binId} ${quantity}`)

  it('takes bin by bin in walking order, and nothing from empty ones', () => {
    expect(taken({ productId: 'p', quantity: 2 })).toEqual(['p a 2'])
    expect(taken({ productId: 'p', quantity: 6 })).toEqual(['p a 3', 'p d 3'])
    expect(taken({ productId: 'p', quantity: 8 }, { productId: 'q', quantity: 8 })).toEqual(['p a 3', 'p d 5', 'q d 8'])
  })

  it('takes from the bin that is named', () => {
    expect(taken({ productId: 'p', quantity: 4, binId: 'd' })).toEqual(['p d 4'])
  })

  it('takes of the lot that is named, and says of which lot it takes', () => {
    const lots = ['L1', 'L2'].map((lot, index) => ({ ...bin('a', index + 3), lot }))
    const took = (lot?: string) =>
      takeFrom([{ productId: 'p', quantity: 4, ...(lot && { lot }) }], lots, sku).map((one) => [one.lot, one.quantity])
    expect(took('L2')).toEqual([['L2', 4]])
    expect(took()).toEqual([
      ['L1', 3],
      ['L2', 1],
    ])
    expect(() => took('L1')).toThrow(expect.objectContaining({ code: 'NOT_FREE' }))
  })

  it('does not take the same units for two wishes', () => {
    expect(taken({ productId: 'p', quantity: 3 }, { productId: 'p', quantity: 5 })).toEqual(['p a 3', 'p d 5'])
  })

  const refusal = (free: number) => expect.objectContaining({ code: 'NOT_FREE', parameters: { sku: 'SKU p', free } })
  it.each([
    ['more than all bins have', [{ productId: 'p', quantity: 9 }], 8],
    ['more than the named bin has', [{ productId: 'p', quantity: 4, binId: 'a' }], 3],
    [
      'what an earlier wish took',
      [
        { productId: 'p', quantity: 6 },
        { productId: 'p', quantity: 3 },
      ],
      2,
    ],
  ])('refuses %s', (_case, wishes, free) => {
    expect(() => takeFrom(wishes, bins, sku)).toThrow(refusal(free))
  })
})

describe('what arrived of a transfer', () => {
  const line = (productId: string, quantity: number, received = 0, lost = 0) => ({
    productId,
    quantity,
    received,
    lost,
    places: 0,
  })
  const counted = (
    lines: ReturnType<typeof line>[],
    arrived: [string, number][],
    rest: 'EXPECTED' | 'LOST' = 'EXPECTED',
  ) => {
    const { lines: after, ...sums } = arriveOn(lines, new Map(arrived), rest)
    return { lines: after.map(({ received, lost }) => [received, lost]), ...sums }
  }

  it.each([
    ['everything', [['p', 10]], 'EXPECTED', { lines: [[10, 0]], lost: 0, over: 0, ended: true }],
    ['a part, the rest is expected', [['p', 7]], 'EXPECTED', { lines: [[7, 0]], lost: 0, over: 0, ended: false }],
    ['a part, the rest is lost', [['p', 7]], 'LOST', { lines: [[7, 3]], lost: 3, over: 0, ended: true }],
    ['nothing of it, and it is lost', [], 'LOST', { lines: [[0, 10]], lost: 10, over: 0, ended: true }],
    ['more than was sent', [['p', 12]], 'LOST', { lines: [[12, 0]], lost: 0, over: 2, ended: true }],
  ] as const)('%s', (_case, arrived, rest, after) => {
    expect(counted([line('p', 10)], arrived as unknown as [string, number][], rest)).toEqual(after)
  })

  it('counts only what is lost or too much this time', () => {
    expect(
      counted(
        [line('p', 10, 4, 2), line('q', 5, 6)],
        [
          ['p', 1],
          ['q', 3],
        ],
        'LOST',
      ),
    ).toEqual({
      lines: [
        [5, 5],
        [9, 0],
      ],
      lost: 3,
      over: 3,
      ended: true,
    })
  })

  it('finds again what was thought lost', () => {
    expect(counted([line('p', 10, 6, 4)], [['p', 3]])).toEqual({ lines: [[9, 1]], lost: -3, over: 0, ended: true })
  })

  it('ends when nothing of any product is on its way', () => {
    expect(counted([line('p', 10), line('q', 5)], [['p', 10]]).ended).toBe(false)
  })
})
