import type { Permission } from '@/server/platform/context/permissions'

/** The eight stages in the order in which money flows. `label` names the stage, `list` its work list; who has `read` may open its pages. */
export const stages = [
  { key: 'order', label: 'Order', list: 'Orders', read: 'order.read' },
  { key: 'credit', label: 'Credit', list: 'Credit', read: 'credit.read' },
  { key: 'fulfilment', label: 'Fulfilment', list: 'Fulfilment', read: 'fulfilment.read' },
  { key: 'shipping', label: 'Shipping', list: 'Shipping', read: 'shipping.read' },
  { key: 'invoicing', label: 'Invoicing', list: 'Invoicing', read: 'invoice.read' },
  { key: 'receivable', label: 'Receivable', list: 'Receivables', read: 'receivable.read' },
  { key: 'collection', label: 'Collection', list: 'Collections', read: 'collection.read' },
  { key: 'reporting', label: 'Settled', list: 'Reports', read: 'report.read' },
] as const

export type StageKey = (typeof stages)[number]['key']

/** The stages whose pages these permissions do not open. */
export const closedTo = (permissions: readonly Permission[]): StageKey[] =>
  stages.filter(({ read }) => !permissions.includes(read)).map(({ key }) => key)
