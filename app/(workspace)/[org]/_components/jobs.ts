import type { Permission } from '@/server/platform/context/permissions'
import type { FigureKey } from '@/server/reporting/schema'

export interface Way {
  label: string
  path: string
  permission: Permission
}

/** The ways into each job, the most usual first: the first that a person may go is the page's next action. */
const ways: readonly Way[] = [
  { label: 'New order', path: '/order/new', permission: 'order.confirm' },
  { label: 'Decide credit', path: '/credit', permission: 'credit.decide' },
  { label: 'Pick', path: '/fulfilment?waits=PICKING', permission: 'fulfilment.pick' },
  { label: 'Take goods in', path: '/fulfilment/receive', permission: 'stock.receive' },
  { label: 'Dispatch', path: '/shipping', permission: 'shipping.dispatch' },
  { label: 'Take in a bank file', path: '/collection/import', permission: 'collection.record' },
  { label: 'Record money', path: '/collection/new', permission: 'collection.record' },
]

/** The ways in of somebody with these permissions; an owner has the menu and one next action. */
export function waysIn(may: ReadonlySet<Permission>): Way[] {
  const own = ways.filter((way) => may.has(way.permission))
  return may.has('organisation.change') ? own.slice(0, 1) : own
}

const ofOwner: readonly FigureKey[] = ['dso', 'otif', 'perfect', 'cash']
const ofJob: readonly { permission: Permission; keys: readonly FigureKey[] }[] = [
  { permission: 'order.confirm', keys: ['otif', 'cycle'] },
  { permission: 'credit.decide', keys: ['utilisation', 'aging'] },
  { permission: 'collection.record', keys: ['dso', 'cei', 'aging'] },
]

/** The figures of the trade that belong to a person's jobs; who oversees all of them, or only looks, sees those of an owner. */
export function figuresOf(may: ReadonlySet<Permission>): FigureKey[] {
  if (!may.has('report.read')) return []
  const own = ofJob.filter((job) => may.has(job.permission)).flatMap((job) => job.keys)
  return may.has('organisation.change') || own.length === 0 ? [...ofOwner] : [...new Set(own)]
}
