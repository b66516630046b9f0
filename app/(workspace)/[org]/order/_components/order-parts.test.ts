import { expect, it } from 'vitest'
import type { Workspace } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { orderParts } from './order-parts'

const now = new Date('2026-03-02T09:00:00Z')
const workspace = { locale: 'en-IE', timeZone: 'UTC', today: '2026-03-02', now, slug: 'us' } as Workspace
const line = {
  ordered: 2,
  cancelled: 0,
  picked: 0,
  shipped: 0,
  performed: 0,
  backordered: 0,
  reserved: 2,
  unit: 'C62',
  places: 0,
}

const shippingOf = (order: object, backordered = 0) =>
  orderParts(
    {
      order: {
        stage: 'FULFILMENT',
        orderedAt: now,
        stageSince: now,
        termsName: 'Net',
        source: 'QUOTE',
        deliveryRule: 'PART',
        promisedOn: null,
        ...order,
      },
      lines: [{ ...line, backordered }],
      shipments: [],
      invoices: [],
    } as unknown as OrderRecord,
    workspace,
  ).find((part) => part.key === 'shipping')

it.each<[string, object, number]>([
  ['when stock arrives', { creditState: 'PASSED', waitsFor: 'STOCK' }, 1],
  ['set when credit is decided', { creditState: 'REFERRED', stage: 'CREDIT', waitsFor: 'CREDIT_DECISION' }, 0],
  ['set when it is paid', { creditState: 'AWAITING_PAYMENT', stage: 'CREDIT', waitsFor: 'PAYMENT' }, 0],
  ['address missing: nobody can deliver', { creditState: 'PASSED', stage: 'ORDER', waitsFor: 'ADDRESS' }, 1],
  ['set when its tax is decided', { creditState: 'HELD', stage: 'ORDER', waitsFor: 'TAX' }, 0],
  ['promised Wed 4 Mar', { creditState: 'PASSED', waitsFor: 'PICKING', promisedOn: '2026-03-04' }, 0],
  ['was promised Sun 1 Mar', { creditState: 'PASSED', waitsFor: 'PICKING', promisedOn: '2026-03-01' }, 0],
])('an order says of its arrival: %s', (note, order, backordered) => {
  expect(shippingOf(order, backordered)?.note).toBe(note)
})
