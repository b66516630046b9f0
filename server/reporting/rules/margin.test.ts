import { expect, it } from 'vitest'
import { lessDiscount, marginPercent } from './margin'

it.each([
  // net, net of known cost, cost, discount on the whole → margin in percent
  [100_00n, 100_00n, 60_00n, 0n, 40],
  [100_00n, 100_00n, 60_00n, 20_00n, 25],
  [200_00n, 50_00n, 30_00n, 20_00n, 33.3],
  [100_00n, 100_00n, 150_00n, 0n, -50],
  [100_00n, 100_00n, 66_66n, 0n, 33.3],
  [100_00n, 100_00n, 66_64n, 0n, 33.4],
  [100_00n, 0n, 0n, 10_00n, null],
  [0n, 0n, 5_00n, 0n, null],
  [100_00n, 100_00n, 10_00n, 100_00n, null],
])(
  '%s net, %s of known cost, cost %s, less %s: %s %%',
  (netMinor, costedNetMinor, costMinor, discountMinor, percent) => {
    expect(marginPercent(lessDiscount({ netMinor, costedNetMinor, costMinor }, discountMinor))).toBe(percent)
  },
)

it('lowers the net amount by the discount, and the part of known cost by its share', () => {
  const whole = { netMinor: 200_00n, costedNetMinor: 50_00n, costMinor: 30_00n }
  expect(lessDiscount(whole, 20_00n)).toEqual({ netMinor: 180_00n, costedNetMinor: 45_00n, costMinor: 30_00n })
})
