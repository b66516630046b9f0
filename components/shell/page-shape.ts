/** The layout of a page while it is loading. */
export type PageShape = 'home' | 'list' | 'record' | 'form'

const lists = new Set([
  'order',
  'order/quotes',
  'credit',
  'credit/accounts',
  'fulfilment',
  'fulfilment/stock',
  'fulfilment/put-back',
  'shipping',
  'invoicing',
  'receivable',
  'receivable/reminders',
  'collection',
  'collection/receipts',
  'collection/refunds',
  'collection/agreements',
  'customers',
  'products',
  'products/prices',
  'waiting',
  'settings/team',
])

/** Paths of pages with forms. */
const forms = /(^|\/)(new|edit|import|receive|policy)$|^settings|^fulfilment\/(pick|pack|return|put-back)\//

/** The layout of the page at an address inside an organisation. */
export function shapeOf(path: string): PageShape {
  const place = path.split(/[?#]/, 1)[0]?.split('/').filter(Boolean).slice(1).join('/')
  if (!place || place === 'reporting') return 'home'
  if (lists.has(place)) return 'list'
  return forms.test(place) ? 'form' : 'record'
}
