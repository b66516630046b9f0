import { describe, expect, it } from 'vitest'
import { available, joinDeltas, split } from './rules'

describe('stock', () => {
  const level = { onHand: 10, reserved: 2, picked: 3, blocked: 1 }
  it.each([
    ['what lies there less what is promised, picked and blocked', {}, 4],
    ['nothing of it', { reserved: 6 }, 0],
    ['less than nothing, when goods are missing', { onHand: 5 }, -1],
  ])('can be promised: %s', (_, change, free) => {
    expect(available({ ...level, ...change })).toBe(free)
  })

  it.each([
    [3, 5, 3, 0],
    [5, 5, 5, 0],
    [6, 5, 5, 1],
    [6, 0, 0, 6],
    [6, -2, 0, 6],
  ])('of %i wanted with %i free, %i are reserved and %i wait', (wanted, free, reserved, backordered) => {
    expect(split(wanted, free)).toEqual({ reserved, backordered })
  })

  it('writes the changes of one product in one warehouse once, and leaves out changes of zero', () => {
    const saw = { warehouseId: 'here', productId: 'saw' }
    const there = { warehouseId: 'there', productId: 'saw' }
    const axe = { warehouseId: 'here', productId: 'axe' }
    const none = { onHand: 0, reserved: 0, picked: 0, blocked: 0, backordered: 0 }
    expect(
      joinDeltas([
        { ...saw, onHand: 7, reserved: 1, picked: 2, blocked: 3, backordered: 4 },
        { ...axe, reserved: 5 },
        { ...saw, onHand: 1, reserved: 10, picked: 20, blocked: 30, backordered: 40 },
        { ...there, onHand: 5 },
        { ...axe, reserved: -5 },
      ]),
    ).toEqual([
      { ...saw, onHand: 8, reserved: 11, picked: 22, blocked: 33, backordered: 44 },
      { ...there, ...none, onHand: 5 },
    ])
    for (const kind of ['onHand', 'reserved', 'picked', 'blocked', 'backordered'])
      expect(joinDeltas([{ ...saw, [kind]: 1 }])).toEqual([{ ...saw, ...none, [kind]: 1 }])
  })
})
