import { type Cells, isProblem, type Problem, shown } from './cells'
import { moneyIn } from './currency'
import type { Change, Reading } from './decided'
import type { KnownProduct } from './product-known'

const inUse = /^(active|enabled|published|in use|live|yes|y|true|1|ja|oui|aktiv)$/i
const outOfUse =
  /^(archived|draft|unlisted|inactive|disabled|discontinued|obsolete|blocked|unpublished|no|n|false|0|-1|nein|non|inaktiv)$/i

/** Whether a product goes out of use, as a program says it of one that it no longer sells, or does not sell yet. */
export function archivedIn({ state }: Cells): boolean | Problem {
  if (state === undefined || inUse.test(state)) return false
  return outOfUse.test(state) || { field: 'state', code: 'STATE_UNKNOWN', parameters: { text: shown(state) } }
}

/** What a unit costs; nothing, or null, is no cost. */
export function costIn({ cost }: Cells, reading: Reading): string | null | Problem {
  if (cost === undefined) return null
  const read = moneyIn('cost', cost, reading)
  if (isProblem(read)) return read
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(read))
    return { field: 'cost', code: 'NUMBER_UNREAD', parameters: { text: shown(cost) } }
  return Number(read) === 0 ? null : read
}

/** What a preview says of the cost of a product, and of one that goes out of use, or comes in so. */
export function stateChanges(known: KnownProduct | null, cost: string | null, archived: boolean): Change[] {
  const changes = cost !== null && Number(cost) !== Number(known?.unitCost ?? Number.NaN)
  return [
    ...(known && changes ? [['cost', known.unitCost ?? '', cost] as const] : []),
    ...(archived && !known?.archived ? [['state', known ? 'in use' : '', 'out of use (archived)'] as const] : []),
  ]
}
