import { expect, it } from 'vitest'
import { speak } from '@/server/platform/words/words'
import { progressWords, shortWords } from './en'

const say = speak({ currency: 'EUR', locale: 'en-IE', timeZone: 'UTC' })
const tea = { description: 'Tea', sku: 'TEA-1', unit: 'C62', places: 0, quantity: 30, backordered: 3 }
const cheese = { description: 'Cheddar', sku: 'CHE-1', unit: 'KGM', places: 3, quantity: 5000, backordered: 1250 }

it.each([
  [[{ ...tea, backordered: 0 }], ''],
  [[tea], '3 of Tea (TEA-1) wait for new stock; we tell you the day as soon as it is known.'],
  [
    [
      { ...tea, backordered: 1 },
      { ...cheese, backordered: 0 },
    ],
    '1 of Tea (TEA-1) waits for new stock; we tell you the day as soon as it is known.',
  ],
  [
    [tea, cheese],
    '3 of Tea (TEA-1) and 1.25 kg of Cheddar (CHE-1) wait for new stock; we tell you the day as soon as it is known.',
  ],
])('%j: what waits is said with the quantity that waits, not with what was ordered', (lines, said) => {
  expect(shortWords(lines, say).replaceAll('\u00a0', ' ')).toBe(said)
})

it('goods of which a part waits are not said to be all in stock', () => {
  const order = { stage: 'FULFILMENT', waitsFor: 'PICKING', customerCollects: false, picked: 0, sent: 0 }
  expect(progressWords({ ...order, reserved: 27, backordered: 3 })).toMatch(/^What is in stock is reserved/)
  expect(progressWords({ ...order, reserved: 27, backordered: 0 })).toMatch(/^Your goods are in stock and reserved/)
})
