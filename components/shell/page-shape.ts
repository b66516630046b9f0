/** What a page looks like before it is there. */
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
  'waiting',
  'settings/team',
])

/** Pages with a word for their last part that are written on. */
const forms = /(^|\/)(new|edit|import|receive|policy)$|^settings|^fulfilment\/(pick|pack|return|put-back)\//

/** The shape of the page of an address inside an organisation. */
export function shapeOf(path: string): PageShape {
  const place = path.split(/[?#]/, 1)[0]?.split('/').filter(Boolean).slice(1).join('/')
  if (!place || place === 'reporting') return 'home'
  if (lists.has(place)) return 'list'
  return forms.test(place) ? 'form' : 'record'
}
