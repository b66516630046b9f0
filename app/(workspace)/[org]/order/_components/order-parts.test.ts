import { expect, it } from 'vitest'
import type { Workspace } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { nextEntries, orderParts } from './order-parts'

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

it('names every shipment that is planned and every invoice that is open as what comes next, the first due first', () => {
  const shipment = (number: string, state: string) => ({
    number,
    state,
    plannedOn: '2026-03-03',
    serviceName: 'Parcel',
  })
  const invoice = (number: string, dueOn: string, settledOn: string | null = null) => ({
    number,
    kind: 'INVOICE',
    dueOn,
    settledOn,
  })
  const record = {
    order: { stage: 'FULFILMENT', deliveryRule: 'PART', termsName: 'Net' },
    lines: [],
    shipments: [shipment('SH-1', 'PLANNED'), shipment('SH-2', 'PLANNED'), shipment('SH-3', 'DISPATCHED')],
    invoices: [
      invoice('INV-3', '2026-03-20'),
      invoice('INV-1', '2026-03-01'),
      invoice('INV-2', '2026-03-01', '2026-03-01'),
    ],
  } as unknown as OrderRecord
  expect(nextEntries(record, workspace).map(({ text }) => text)).toEqual([
    'Shipment SH-1 leaves by Parcel',
    'Shipment SH-2 leaves by Parcel',
    'Invoice INV-1 was due',
    'Invoice INV-3 is due',
  ])
})
