import { expect, it } from 'vitest'
import { sentence } from '@/server/words'
import { fitting } from '../mutations/amend-facts'

const manner = { currency: 'EUR', locale: 'en-IE', timeZone: 'UTC' }
const mug = { line: 3, units: 5, sku: 'MG-1126' }

it.each([
  ['added goods', { added: 1, news: [mug] }, 'line 3 added: 5 of MG-1126'],
  [
    'goods with a unit',
    { added: 1, news: [{ ...mug, units: 1.25, unit: 'KGM' }] },
    'line 3 added: 1.25\u00a0kg of MG-1126',
  ],
  ['a free text', { added: 1, news: [{ line: 3, units: 1 }] }, 'line 3 added'],
  ['more lines than are named', { added: 3, news: [mug] }, 'line 3 added: 5 of MG-1126; 2 more lines added'],
  ['an event without their names', { added: 2 }, '2 lines added'],
  ['a discount', { discount: [null, '10 %'] }, 'discount on the whole from none to 10 %'],
  ['a discount in money', { discount: ['10 %', 500] }, 'discount on the whole from 10 % to €5.00'],
  ['an older discount', { discount: true }, 'discount on the whole changed'],
  ['charges', { charges: [900, 400] }, 'charges from €9.00 to €4.00'],
  ['charges of another kind', { charges: [900, 900] }, 'charges changed'],
  ['an older note', { note: true }, 'note changed'],
])('an amendment tells %s', (_, payload, words) => {
  expect(sentence({ name: 'order/order.amended', payload }, manner)).toBe(`Amended: ${words}`)
})

it('keeps the event small: the longer list of lines is cut first', () => {
  const changes = [{ line: 1, units: [1, 2] }]
  const news = Array.from({ length: 12 }, (_, at) => ({ ...mug, line: at, sku: `A-LONG-CODE-${at}-OF-THE-MAKER` }))
  const fitted = fitting({ lines: 1, added: 12, changes, news })
  expect(fitted.changes).toEqual(changes)
  expect(fitted.news.length).toBeGreaterThan(2)
  expect(JSON.stringify(fitted).length).toBeLessThanOrEqual(450)
})
