import type { APIRequestContext, Page } from '@playwright/test'
import superjson from 'superjson'
import { type Account, enter, expect, result } from './fixtures'

export interface Staged {
  slug: string
  customerId: string
  productId: string
  /** The pages of single records, each in the state with the most actions. */
  records: string[]
  /** An order of three that waits to be picked. */
  picking: { orderId: string; taskId: string }
  /** An order of three that is picked and not packed. */
  packing: { orderId: string; orderLineId: string }
  /** A shipment that left. */
  underWay: string
  /** A purchase list of ten of the product. */
  planned: { id: string; number: string }
}

/** The answer of a query. */
export async function reading<T>(
  request: APIRequestContext,
  organisation: string,
  procedure: string,
  input: unknown,
): Promise<T> {
  const asked = encodeURIComponent(JSON.stringify(superjson.serialize(input)))
  const headers = { 'x-organisation': organisation }
  const answer = await request.get(`/api/trpc/${procedure}?input=${asked}`, { headers })
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200)
  return superjson.deserialize((await answer.json()).result.data)
}

interface Floor {
  tasks: { id: string; orderLineId: string; quantity: number; picked: number }[]
}

/**
 * Creates an organisation for the browser's person, takes one order through all stages, and others to the states that
 * tests need.
 */
export async function stageOrganisation(page: Page, owner: Account, origin: string): Promise<Staged> {
  const { request } = page.context()
  await result(request, 'account.signUp', owner, { origin })
  await enter(request, owner)
  const founded = { name: 'Brandt Tools', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', sample: false }
  const { slug } = await result<{ slug: string }>(request, 'founding.found', founded, { origin })
  const make = <T>(procedure: string, input: unknown) =>
    result<T>(request, procedure, input, { origin, organisation: slug })
  await make('organisation.change', {
    legalName: 'Brandt Tools GmbH',
    addressLine: 'Hafenweg 4',
    postcode: '20457',
    city: 'Hamburg',
    taxRegistered: true,
    taxNumber: 'DE123456789',
  })
  const facts = { sku: 'SAW-1', name: 'Japanese saw', unitPrice: '19.90' }
  const { productId } = await make<{ productId: string }>('catalog.create', facts)
  const buyer = {
    name: 'Werkstatt Nord',
    email: 'einkauf@werkstatt-nord.test',
    billLine: 'Am Markt 1',
    billCity: 'Kiel',
  }
  const { customerId } = await make<{ customerId: string }>('customer.create', buyer)
  await make('order.receive', { lines: [{ productId, quantity: 50 }] })

  /** An order that has passed credit and stands on the floor. */
  async function onTheFloor() {
    const input = { customerId, lines: [{ productId, quantity: 3 }] }
    const { orderId, creditState } = await make<{ orderId: string; creditState: string }>('order.confirm', input)
    if (creditState !== 'PASSED')
      await make('order.decide', { orderId, decision: 'APPROVE', limitMinor: 100_000n, reason: 'Known for years.' })
    await make('fulfilment.release', { orderId })
    const { tasks } = await reading<Floor>(request, slug, 'fulfilment.order', { orderId })
    return { orderId, taskId: tasks[0]?.id ?? '', orderLineId: tasks[0]?.orderLineId ?? '' }
  }
  const pick = ({ orderId, taskId }: { orderId: string; taskId: string }) =>
    make('fulfilment.pick', { orderId, picks: [{ taskId, quantity: 3 }] })

  const paid = await onTheFloor()
  await pick(paid)
  await make('fulfilment.pack', { orderId: paid.orderId })
  await make('shipping.plan', { orderId: paid.orderId })
  const { order: _, ...done } = await reading<{ order: unknown; shipments: { id: string }[] }>(
    request,
    slug,
    'order.get',
    {
      id: paid.orderId,
    },
  )
  const shipmentId = done.shipments[0]?.id ?? ''
  await make('shipping.dispatch', { shipmentId })
  await make('invoicing.issue', { shipmentId })
  const { invoices } = await reading<{ invoices: { id: string }[] }>(request, slug, 'order.get', { id: paid.orderId })
  const money = { customerId, amountMinor: 1_000n, receivedOn: '2026-01-02', method: 'CASH' }
  const { receiptId } = await make<{ receiptId: string }>('collection.record', money)
  const packing = await onTheFloor()
  await pick(packing)
  const picking = await onTheFloor()
  const offer = { customerId, validUntil: '2199-12-31', lines: [{ productId, quantity: 2 }] }
  const quote = await make<{ id: string }>('quote.write', offer)
  const { supplierId } = await make<{ supplierId: string }>('supply.createSupplier', { name: 'Sawmill Lund' })
  const bought = { supplierId, expectedOn: '2199-12-30', lines: [{ productId, quantity: 10, unitCost: '8.5' }] }
  const planned = await make<{ id: string; number: string }>('supply.plan', bought)
  return {
    slug,
    customerId,
    productId,
    picking,
    packing,
    underWay: shipmentId,
    planned,
    records: [
      `order/${paid.orderId}`,
      `order/${picking.orderId}`,
      `order/quotes/${quote.id}`,
      `credit/${customerId}`,
      `fulfilment/pick/${picking.orderId}`,
      `fulfilment/pack/${packing.orderId}`,
      `fulfilment/return/${paid.orderId}`,
      `fulfilment/stock/${productId}`,
      `fulfilment/planned/${planned.id}`,
      `fulfilment/planned/${planned.id}/edit`,
      `fulfilment/suppliers/${supplierId}`,
      `fulfilment/suppliers/${supplierId}/edit`,
      `shipping/${shipmentId}`,
      `invoicing/${invoices[0]?.id}`,
      `receivable/${customerId}`,
      `receivable/${customerId}/statement`,
      `collection/receipts/${receiptId}`,
      `customers/${customerId}`,
      `customers/${customerId}/edit`,
      `products/${productId}`,
      `products/${productId}/edit`,
    ],
  }
}
