import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shapeOf } from './page-shape'

const id = '01a050ee-7540-7350-9ab3-0123456789ab'

it.each([
  ['/us', 'note rows:10 stages wide:393|249 card:276'],
  ['/us/order?stage=CREDIT', 'go tabs stages views table'],
  [`/us/order/${id}`, 'crumbs goes line side:140,224|182,188,89'],
  [`/us/order/quotes/${id}/edit`, 'crumbs side:184,121|108'],
  [`/us/fulfilment/pick/${id}`, 'tablet'],
  ['/us/settings/terms#numbers', 'tabs card:217 card:117'],
  ['/us/settings/taxes', 'tabs card:320'],
  ['/us/reporting/otif', 'crumbs note period card:140 tabs table'],
  ['/us/reporting/forecast', 'crumbs note card:376 card:425 card:356'],
])('%s is %s', (path, shape) => {
  expect(shapeOf(path).join(' ')).toBe(shape)
})

it('a list among the pages has a list in its shape', () => {
  const folder = 'app/(workspace)/[org]'
  const lists = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\/page\.tsx$/.test(path))
  const plain = lists.map((path) => path.replace(/\/?page\.tsx$/, '')).filter((path) => !path.includes('['))
  for (const place of ['order', 'shipping', 'customers', 'products/prices', 'fulfilment/suppliers']) {
    expect(plain).toContain(place)
    expect(shapeOf(`/us/${place}`), place).toContain('table')
  }
})
