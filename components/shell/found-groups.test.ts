import { expect, it } from 'vitest'
import { foundGroups } from './found-groups'

const record = (kind: 'order' | 'customer' | 'product', id: string, inside = false) => ({
  kind,
  id,
  label: id,
  note: null,
  inside,
})

it('groups what was found by kind, and a kind again where others begin with the text', () => {
  const found = [
    record('customer', 'a'),
    record('order', 'b'),
    record('customer', 'c'),
    record('product', 'd', true),
    record('order', 'e', true),
    record('product', 'f', true),
  ]
  const groups = foundGroups(found, 'marlow')
  expect(groups.map(({ label, commands }) => [label, commands.map(({ key }) => key).join()])).toEqual([
    ['Customers', 'a,c'],
    ['Orders', 'b'],
    ['Products', 'd,f'],
    ['More orders', 'e'],
  ])
  expect(groups[0]?.commands[0]).toEqual({ key: 'a', label: 'a', note: undefined, href: '/marlow/customers/a' })
})
