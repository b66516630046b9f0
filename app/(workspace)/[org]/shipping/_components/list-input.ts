import { type ShipmentListInput, shipmentViews } from '@/server/shipping/schema'

/** The list of shipments by what the URL says; page and list read it alike. */
export function shipmentListInputOf(search: Record<string, string | null | undefined>): ShipmentListInput {
  return {
    q: search.q || undefined,
    after: search.after || undefined,
    view: shipmentViews.find((view) => view === search.view) ?? 'TO_DISPATCH',
    today: search.today === '1' || undefined,
    carrierServiceId: search.service || undefined,
    limit: 50,
  }
}
