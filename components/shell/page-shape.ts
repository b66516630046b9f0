/**
 * The parts of a page while it is loading, from top to bottom. `crumbs`, `note`, `go` and `goes` (buttons that take a line of
 * their own on a tablet) belong to the head, and `rows:10` is a card with so many rows. `tabs`, `stages`,
 * `find`, `views`, `search`, `period`, `days` and `totals` are bars; `table` is a list, `tablet` a page without the rail.
 * `figures:5` is a row of figures, `card:140` a card that is 140 pixels high, `fields:4h,6` two cards with so many fields, of
 * which the first has one hint. `side:`, `third:`, `wide:` and `half:` are two columns of cards: `side:140,224|182`.
 */
export type PageShape = readonly string[]

/** A record with its facts beside it. Pages that are not named here look like this. */
const record = 'crumbs note third:237,132|213'

const shapes: Readonly<Record<string, string>> = {
  '': 'note rows:10 stages wide:393|249 card:276',
  order: 'go tabs stages views table',
  'order/new': 'crumbs side:184,121|108',
  'order/:id': 'crumbs goes line side:140,224|182,188,89',
  'order/drafts': 'go tabs views table',
  'order/quotes': 'go tabs search table',
  'order/quotes/new': 'crumbs side:184,121|108',
  'order/quotes/:id': 'crumbs go side:310,132|238',
  'order/quotes/:id/edit': 'crumbs side:184,121|108',
  credit: 'note tabs search table',
  'credit/accounts': 'note tabs search table',
  'credit/policy': 'note tabs half:340|108',
  'credit/:id': 'crumbs side:98,195,224|258,120,139',
  fulfilment: 'note tabs find views table',
  'fulfilment/put-back': 'note tabs find search table',
  'fulfilment/transfers': 'note go tabs search table',
  'fulfilment/transfers/new': 'crumbs note find:68 card:166',
  'fulfilment/transfers/:id': 'crumbs note go third:208|163,89',
  'fulfilment/put-away': 'note go tabs search table',
  'fulfilment/move': 'crumbs note find:68 card:166',
  'fulfilment/count': 'crumbs note find:68 card:166 card:190',
  'fulfilment/put-back/:id': 'crumbs note third:141|89',
  'fulfilment/stock': 'note tabs find search table',
  'fulfilment/stock/:id': 'crumbs note go third:208|163,89',
  'fulfilment/lots/:id': 'crumbs note go third:208,120|163,89',
  'fulfilment/planned': 'note tabs find search table',
  'fulfilment/planned/new': 'crumbs fields:4 card:200',
  'fulfilment/planned/:id/edit': 'crumbs fields:4 card:200',
  'fulfilment/suppliers': 'note tabs find search table',
  'fulfilment/receive': 'crumbs note find:68 card:166',
  'fulfilment/pick/:id': 'tablet',
  'fulfilment/pack/:id': 'crumbs note third:126,132|89',
  'fulfilment/return/:id': 'crumbs note third:141|330',
  shipping: 'note find views table',
  'shipping/:id': 'crumbs note go third:162,174,134|163,145,89',
  invoicing: 'note search table',
  receivable: 'note goes tabs totals table',
  'receivable/reminders': 'note tabs card:72 card:406 card:508',
  'receivable/:id': 'crumbs note go third:140,224|257,89',
  'receivable/:id/statement': 'crumbs note go days table',
  collection: 'note goes tabs card:106 views table',
  'collection/receipts': 'go tabs search table',
  'collection/receipts/:id': 'crumbs note go half:106,134|213',
  'collection/refunds': 'note tabs table',
  'collection/agreements': 'go tabs card:106 card:140',
  'collection/lines/:id': 'crumbs note half:163,89,89|174,169',
  'collection/import': 'crumbs note card:129',
  'collection/new': 'crumbs fields:6',
  customers: 'go search table',
  'customers/new': 'crumbs fields:4h,6,8,10hh',
  'customers/:id': 'crumbs note go half:249|276 card:384',
  'customers/:id/numbers': 'crumbs go search table',
  'customers/:id/edit': 'crumbs fields:4h,6,8,10hh',
  products: 'go search table',
  'products/prices': 'go tabs search table',
  'products/categories': 'tabs card:115',
  'products/new': 'crumbs fields:8hhh card:40 card:40 card:40',
  'products/:id': 'crumbs note go half:249|188 card:132',
  'products/:id/edit': 'crumbs fields:8hhh card:40 card:40 card:40',
  reporting: 'note period figures:5 figures:8 wide:671|280,348',
  'reporting/forecast': 'crumbs note card:376 card:425 card:356',
  'reporting/:id': 'crumbs note period card:140 tabs table',
  waiting: 'note search table',
  settings: 'tabs fields:10,10hh',
  'settings/account': 'tabs card:201 card:212 card:102',
  'settings/background': 'tabs card:202 card:202',
  'settings/carriers': 'tabs card:183 card:98',
  'settings/team': 'tabs card:115 card:292',
  'settings/moving': 'tabs card:180 card:200',
  'moving/cut-over': 'crumbs note card:360',
  'moving/:id': 'crumbs note card:220 card:300',
  'settings/terms': 'tabs card:217 card:117',
}

const isId = (part: string, index: number, parts: readonly string[]) =>
  /^[0-9a-f]{8}-[0-9a-f-]+$/.test(part) || (index === 1 && parts[0] === 'reporting' && part !== 'forecast')

/** The shape of the page at an address inside an organisation. */
export function shapeOf(path: string): PageShape {
  const parts = path.split(/[?#]/, 1)[0]?.split('/').filter(Boolean).slice(1) ?? []
  const place = parts.map((part, index) => (isId(part, index, parts) ? ':id' : part)).join('/')
  const otherSettings = parts[0] === 'settings' ? 'tabs card:320' : record
  return (shapes[place] ?? otherSettings).split(' ')
}
