import { expect, it } from 'vitest'
import { shapeOf } from './page-shape'

it.each([
  ['/us', 'home'],
  ['/us/reporting', 'home'],
  ['/us/order?stage=CREDIT', 'list'],
  ['/us/order/quotes', 'list'],
  ['/us/fulfilment/stock', 'list'],
  ['/us/order/new?customer=1', 'form'],
  ['/us/order/quotes/0190/edit', 'form'],
  ['/us/settings', 'form'],
  ['/us/settings/terms#numbers', 'form'],
  ['/us/fulfilment/pick/0190', 'form'],
  ['/us/credit/policy', 'form'],
  ['/us/order/0190', 'record'],
  ['/us/receivable/0190/statement', 'record'],
  ['/us/reporting/otif', 'record'],
])('%s is a %s', (path, shape) => {
  expect(shapeOf(path)).toBe(shape)
})
