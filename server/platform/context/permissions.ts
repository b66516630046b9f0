/** The roles a member may have; one person may have several. */
export const roles = ['owner', 'sales', 'credit', 'warehouse', 'shipping', 'finance', 'viewer'] as const
export type Role = (typeof roles)[number]

const everybody: readonly Role[] = roles
const desks: readonly Role[] = ['owner', 'sales', 'credit', 'finance']
const floor: readonly Role[] = ['owner', 'warehouse', 'shipping']

interface Row {
  /** The sentence for the settings screen, after "may …". */
  sentence: string
  roles: readonly Role[]
}

/**
 * Each permission with its sentence and the roles that have it. A procedure must name one of these; otherwise the
 * program does not start.
 */
export const permissions = {
  'home.read': { sentence: 'see the home page and search', roles: everybody },
  'organisation.read': { sentence: 'see the settings of the organisation', roles: everybody },
  'organisation.change': { sentence: 'change the settings of the organisation', roles: ['owner'] },
  'team.read': { sentence: 'see who is in the team', roles: everybody },
  'team.change': { sentence: 'invite people, change their roles, disable them', roles: ['owner'] },
  'key.change': { sentence: 'make and revoke API keys', roles: ['owner'] },
  'trial.advance': { sentence: 'let days pass in an organisation on trial', roles: ['owner'] },
  'customer.read': { sentence: 'see customers', roles: everybody },
  'customer.change': { sentence: 'add and change customers', roles: desks },
  'customer.note': {
    sentence: 'write notes about customers, orders and quotes',
    roles: ['owner', 'sales', 'credit', 'warehouse', 'shipping', 'finance'],
  },
  'file.read': { sentence: 'see the files beside customers, orders, quotes and products', roles: everybody },
  'file.change': {
    sentence: 'put files beside customers, orders, quotes and products, and delete their own',
    roles: ['owner', 'sales', 'credit', 'warehouse', 'shipping', 'finance'],
  },
  'file.deleteAny': { sentence: 'delete files that somebody else put there', roles: ['owner'] },
  'customer.merge': { sentence: 'make two customers one', roles: ['owner', 'finance'] },
  'product.read': { sentence: 'see products and stock', roles: everybody },
  'product.change': { sentence: 'add and change products', roles: ['owner', 'sales', 'warehouse'] },
  'supply.read': {
    sentence: 'see suppliers, planned receipts and what they cost',
    roles: ['owner', 'sales', 'warehouse', 'finance'],
  },
  'supply.change': {
    sentence: 'add suppliers, plan receipts, change and cancel them',
    roles: ['owner', 'sales', 'warehouse'],
  },
  'margin.read': {
    sentence: 'see what products cost and what is earned with them',
    roles: ['owner', 'sales', 'finance'],
  },
  'price.belowFloor': { sentence: 'sell below the floor price of a product', roles: ['owner'] },
  'price.change': { sentence: 'make and change price lists', roles: ['owner', 'sales'] },
  'exchange.import': {
    sentence: 'move records in from files, of the kinds that they may enter by hand, and take an import back',
    roles: ['owner', 'sales', 'credit', 'warehouse', 'finance'],
  },
  'exchange.archive': {
    sentence: 'take the whole organisation out as one file, and read one into an empty organisation',
    roles: ['owner'],
  },
  'order.read': { sentence: 'see orders and quotes', roles: everybody },
  'order.confirm': { sentence: 'enter and confirm orders', roles: ['owner', 'sales'] },
  'order.amend': { sentence: 'amend and cancel orders', roles: ['owner', 'sales'] },
  'quote.change': { sentence: 'write and send quotes', roles: ['owner', 'sales'] },
  'credit.read': {
    sentence: 'see credit accounts and decisions',
    roles: ['owner', 'sales', 'credit', 'finance', 'viewer'],
  },
  'credit.decide': {
    sentence:
      'approve credit, whole, in part, until a day or against payment beforehand, decline it, set limits, place and end holds',
    roles: ['owner', 'credit'],
  },
  'credit.policy': { sentence: 'change the credit policy', roles: ['owner', 'credit'] },
  'stock.receive': { sentence: 'receive goods and set counted quantities', roles: floor },
  'fulfilment.read': { sentence: 'see pick tasks and parcels', roles: everybody },
  'fulfilment.pick': { sentence: 'pick and report short picks', roles: floor },
  'fulfilment.pack': { sentence: 'pack parcels', roles: floor },
  'fulfilment.return': { sentence: 'take goods back', roles: ['owner', 'sales', 'warehouse', 'finance'] },
  'shipping.read': { sentence: 'see shipments, labels and packing slips', roles: everybody },
  'shipping.dispatch': { sentence: 'dispatch shipments', roles: floor },
  'shipping.deliver': { sentence: 'record deliveries', roles: ['owner', 'sales', 'shipping', 'warehouse'] },
  'carrier.change': { sentence: 'change carriers and their services', roles: ['owner', 'shipping'] },
  'invoice.read': {
    sentence: 'see invoices and credit notes',
    roles: ['owner', 'sales', 'credit', 'shipping', 'finance', 'viewer'],
  },
  'invoice.issue': { sentence: 'issue invoices that wait', roles: ['owner', 'finance'] },
  'invoice.credit': { sentence: 'issue credit notes', roles: ['owner', 'finance'] },
  'receivable.read': {
    sentence: 'see aging, statements and reminders',
    roles: ['owner', 'sales', 'credit', 'finance', 'viewer'],
  },
  'receivable.change': { sentence: 'change the reminder policy, pause customers', roles: ['owner', 'finance'] },
  'collection.read': { sentence: 'see receipts and bank lines', roles: ['owner', 'credit', 'finance', 'viewer'] },
  'collection.record': {
    sentence: 'record receipts, import bank files, match and reverse',
    roles: ['owner', 'finance'],
  },
  'collection.refund': { sentence: 'give money back to customers', roles: ['owner', 'finance'] },
  'collection.promise': { sentence: 'record promises and disputes', roles: ['owner', 'sales', 'credit', 'finance'] },
  'collection.writeOff': { sentence: 'write off open items', roles: ['owner', 'finance'] },
  'report.read': { sentence: 'see reports and figures', roles: ['owner', 'sales', 'credit', 'finance', 'viewer'] },
  'event.read': { sentence: 'see what happened to a record', roles: everybody },
  'mail.read': { sentence: 'see the mails that were sent', roles: desks },
  'operations.read': { sentence: 'see background work and what failed', roles: ['owner'] },
} as const satisfies Record<string, Row>

export type Permission = keyof typeof permissions

/** All permissions of these roles together. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  const granted = new Set<Permission>()
  for (const [permission, row] of Object.entries(permissions))
    if ((row.roles as readonly Role[]).some((role) => held.includes(role))) granted.add(permission as Permission)
  return granted
}
