/** The eight stages in the order in which money flows. `label` names the stage, `list` its work list. */
export const stages = [
  { key: 'order', label: 'Order', list: 'Orders' },
  { key: 'credit', label: 'Credit', list: 'Credit' },
  { key: 'fulfilment', label: 'Fulfilment', list: 'Fulfilment' },
  { key: 'shipping', label: 'Shipping', list: 'Shipping' },
  { key: 'invoicing', label: 'Invoicing', list: 'Invoicing' },
  { key: 'receivable', label: 'Receivable', list: 'Receivables' },
  { key: 'collection', label: 'Collection', list: 'Collections' },
  { key: 'reporting', label: 'Settled', list: 'Reports' },
] as const

export type StageKey = (typeof stages)[number]['key']
