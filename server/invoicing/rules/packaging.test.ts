import { expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { type DocumentLine, taxedLines, toInvoice, withReturnables } from './charging'

const line = (id: string, facts: Partial<OrderLine> = {}) =>
  ({ id, kind: 'GOODS', shipped: 0, performed: 0, invoiced: 0, credited: 0, ...facts }) as OrderLine
const crates = (facts: Partial<OrderLine> = {}) => line('crates', { kind: 'RETURNABLE', ...facts })
const beer = (facts: Partial<OrderLine>) => line('beer', { returnables: [{ lineId: 'crates', per: 24 }], ...facts })
const told = (charged: ReturnType<typeof toInvoice>) => charged.map((one) => `${one.quantity} ${one.line.id}`)

it.each([
  ['the whole crates of what left', beer({ shipped: 50 }), crates(), 50, ['50 beer', '3 mugs', '2 crates']],
  ['no crate that is not full', beer({ shipped: 23 }), crates(), 23, ['23 beer', '3 mugs']],
  [
    'the crate that two deliveries fill',
    beer({ shipped: 30, invoiced: 20 }),
    crates(),
    10,
    ['10 beer', '3 mugs', '1 crates'],
  ],
  ['none twice', beer({ shipped: 50, invoiced: 48 }), crates({ invoiced: 2 }), 2, ['2 beer', '3 mugs']],
])('an invoice charges, after all goods, %s', (_, goods, packaging, left, expected) => {
  const lines = [packaging, goods, line('mugs', { shipped: 3 })]
  expect(
    told(
      toInvoice(
        lines,
        new Map([
          ['beer', left],
          ['mugs', 3],
        ]),
      ),
    ),
  ).toEqual(expected)
})

it.each([
  ['as many crates as are full', 50, {}, { invoiced: 4 }, ['50 beer', '2 crates']],
  ['the crate that two returns fill', 10, { credited: 20 }, { invoiced: 4 }, ['10 beer', '1 crates']],
  ['no more than were charged', 96, {}, { invoiced: 3 }, ['96 beer', '3 crates']],
  ['none that is credited already', 48, {}, { invoiced: 4, credited: 3 }, ['48 beer', '1 crates']],
  ['none for less than a crate', 10, { credited: 24 }, { invoiced: 4, credited: 1 }, ['10 beer']],
])('goods that come back bring %s', (_, quantity, goods, packaging, expected) => {
  const lines = [beer({ shipped: 96, invoiced: 96, ...goods }), crates(packaging), line('mugs')]
  expect(told(withReturnables(lines, [{ line: lines[0] as OrderLine, quantity }]))).toEqual(expected)
})

it('a discount on the whole is not taken off the deposits of a document', () => {
  const on = (returnable: boolean) => ({ netMinor: 150n, taxCode: 'S', taxRate: '20', returnable }) as DocumentLine
  const taxed = { netMinor: 150n, taxCategoryCode: 'S', taxRate: '20' }
  expect(taxedLines([on(false), on(true)])).toEqual([taxed, { ...taxed, undiscounted: true }])
})
