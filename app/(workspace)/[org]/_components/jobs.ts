import type { Permission } from '@/server/platform/context/permissions'
import type { FigureKey } from '@/server/reporting/schema'

export interface Way {
  label: string
  path: string
  permission: Permission
}

/** The starting pages of each job, the most usual first. The first one that a person may open is the page's next action. */
const ways: readonly Way[] = [
  { label: 'New order', path: '/order/new', permission: 'order.confirm' },
  { label: 'Decide credit', path: '/credit', permission: 'credit.decide' },
  { label: 'Pick', path: '/fulfilment?waits=PICKING', permission: 'fulfilment.pick' },
  { label: 'Take goods in', path: '/fulfilment/receive', permission: 'stock.receive' },
  { label: 'Dispatch', path: '/shipping', permission: 'shipping.dispatch' },
  { label: 'Take in a bank file', path: '/collection/import', permission: 'collection.record' },
  { label: 'Record money', path: '/collection/new', permission: 'collection.record' },
]

/** The starting pages for these permissions. An owner gets only the first, because the menu has the rest. */
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

/** The figures that belong to a person's jobs. A person who runs the organisation, or has no job here, sees the figures of an owner. */
export function figuresOf(may: ReadonlySet<Permission>): FigureKey[] {
  if (!may.has('report.read')) return []
  const own = ofJob.filter((job) => may.has(job.permission)).flatMap((job) => job.keys)
  return may.has('organisation.change') || own.length === 0 ? [...ofOwner] : [...new Set(own)]
}
