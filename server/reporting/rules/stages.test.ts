import { expect, it } from 'vitest'
import { isSlow, timedStages, usualOf } from './stages'

it.each([
  [10, 9, true],
  [9, 9, false],
  [8, 9, false],
  [null, 9, false],
  [10, null, false],
  [10, undefined, false],
  [null, null, false],
])('a quarter stands for %s hours and nine of ten usually take %s: slow %s', (stands, usual, slow) => {
  expect(isSlow(stands, usual)).toBe(slow)
})

it('compares the time of an order with the usual time of its own part of the way', () => {
  expect(usualOf).toEqual({
    ORDER: 'entry',
    CREDIT: 'credit',
    FULFILMENT: 'fulfilment',
    SHIPPING: 'carrier',
    INVOICING: 'invoicing',
    RECEIVABLE: 'payment',
    COLLECTION: 'late',
  })
  expect(timedStages.join()).toBe('entry,credit,stock,pick,carrier,transit,invoicing,payment,cycle,fulfilment,late')
})
