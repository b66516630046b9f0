import type { Command, CommandGroup } from './nav'

/** The address of each kind of record. */
const places = {
  order: { label: 'Orders', path: '/order' },
  quote: { label: 'Quotes', path: '/order/quotes' },
  customer: { label: 'Customers', path: '/customers' },
  product: { label: 'Products', path: '/products' },
  invoice: { label: 'Invoices', path: '/invoicing' },
  shipment: { label: 'Shipments', path: '/shipping' },
  receipt: { label: 'Receipts', path: '/collection/receipts' },
  plannedReceipt: { label: 'Planned receipts', path: '/fulfilment/planned' },
  lot: { label: 'Lots and serial numbers', path: '/fulfilment/lots' },
  transfer: { label: 'Transfers', path: '/fulfilment/transfers' },
  supplier: { label: 'Suppliers', path: '/fulfilment/suppliers' },
} as const

interface Found {
  kind: keyof typeof places
  id: string
  label: string
  note: string | null
  inside: boolean
}

/**
 * What was found, best first, by kind. A kind of which some begin with the text and others only hold its letters has
 * two groups, so that those stand behind what begins with it.
 */
export function foundGroups(found: readonly Found[], slug: string): CommandGroup[] {
  const begun = new Set(found.filter(({ inside }) => !inside).map(({ kind }) => kind))
  const groups = new Map<string, Command[]>()
  for (const { kind, id, label, note, inside } of found) {
    const { label: name, path } = places[kind]
    const heading = inside && begun.has(kind) ? `More ${name.toLowerCase()}` : name
    const command = { key: id, label, note: note ?? undefined, href: `/${slug}${path}/${id}` }
    groups.set(heading, [...(groups.get(heading) ?? []), command])
  }
  return [...groups].map(([label, commands]) => ({ label, commands }))
}
