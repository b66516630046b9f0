import { expect, it } from 'vitest'
import { permissions, permissionsOf, type Role, roles } from './permissions'

// Which permissions each role has, approved by hand. This list is not computed from the table: a change of a permission
// must be written here too.
const approved: Record<Role, string> = {
  owner: `
    margin.read  file.read  file.change  file.deleteAny
    supply.read  supply.change
    home.read  event.read  mail.read  report.read  operations.read
    organisation.read  organisation.change  team.read  team.change  key.change  trial.advance
    customer.read  customer.change  customer.note  customer.merge  exchange.import  exchange.archive
    product.read  product.change  price.change  price.belowFloor
    order.read  order.confirm  order.amend  quote.change
    credit.read  credit.decide  credit.policy
    stock.receive  fulfilment.read  fulfilment.pick  fulfilment.pack  fulfilment.return
    shipping.read  shipping.dispatch  shipping.deliver  carrier.change
    invoice.read  invoice.issue  invoice.credit  receivable.read  receivable.change
    collection.read  collection.record  collection.refund  collection.promise  collection.writeOff`,
  sales: `
    margin.read
    supply.read  supply.change
    home.read  event.read  mail.read  report.read  organisation.read  team.read
    file.read  file.change
    customer.read  customer.change  customer.note  exchange.import  product.read  product.change  price.change
    order.read  order.confirm  order.amend  quote.change
    credit.read  fulfilment.read  fulfilment.return  shipping.read  shipping.deliver
    invoice.read  receivable.read  collection.promise`,
  credit: `
    home.read  event.read  mail.read  report.read  organisation.read  team.read
    file.read  file.change
    customer.read  customer.change  customer.note  exchange.import  product.read  order.read
    credit.read  credit.decide  credit.policy  fulfilment.read  shipping.read
    invoice.read  receivable.read  collection.read  collection.promise`,
  warehouse: `
    supply.read  supply.change
    home.read  event.read  organisation.read  team.read
    file.read  file.change
    customer.read  customer.note  exchange.import  product.read  product.change  order.read
    stock.receive  fulfilment.read  fulfilment.pick  fulfilment.pack  fulfilment.return
    shipping.read  shipping.dispatch  shipping.deliver`,
  shipping: `
    home.read  event.read  organisation.read  team.read
    file.read  file.change
    customer.read  customer.note  product.read  order.read
    stock.receive  fulfilment.read  fulfilment.pick  fulfilment.pack
    shipping.read  shipping.dispatch  shipping.deliver  carrier.change
    invoice.read`,
  finance: `
    margin.read
    supply.read
    home.read  event.read  mail.read  report.read  organisation.read  team.read
    file.read  file.change
    customer.read  customer.change  customer.note  customer.merge  exchange.import
    product.read  order.read  credit.read
    fulfilment.read  fulfilment.return  shipping.read
    invoice.read  invoice.issue  invoice.credit  receivable.read  receivable.change
    collection.read  collection.record  collection.refund  collection.promise  collection.writeOff`,
  viewer: `
    home.read  event.read  report.read  organisation.read  team.read
    file.read  customer.read  product.read  order.read  credit.read  fulfilment.read  shipping.read
    invoice.read  receivable.read  collection.read`,
}

const written = (role: Role) => approved[role].trim().split(/\s+/).sort()

it.each([...roles])('%s has the approved permissions and no others', (role) => {
  expect([...permissionsOf([role])].sort()).toEqual(written(role))
})

it('no role and no permission exists that is not approved', () => {
  expect([...roles].sort()).toEqual(Object.keys(approved).sort())
  expect(Object.keys(permissions).sort()).toEqual([...new Set(roles.flatMap(written))].sort())
})

it('several roles have the permissions of each of them; no role has none', () => {
  expect([...permissionsOf(['warehouse', 'shipping'])].sort()).toEqual(
    [...new Set([...written('warehouse'), ...written('shipping')])].sort(),
  )
  expect(permissionsOf([]).size).toBe(0)
})
