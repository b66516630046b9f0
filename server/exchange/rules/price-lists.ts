import { called } from './called'
import { type Cells, dayIn, isProblem, type Problem, shown, withoutApostrophe } from './cells'
import { type Decided, type Reading, wrongRow } from './decided'
import { owing } from './open-invoices'
import type { NewList, PriceSurroundings, PriceWrite } from './price-known'

/** For whom a row says that its list is. */
function whose(cells: Cells, around: PriceSurroundings) {
  const customer = cells.customer ? owing('customer', cells.customer, around.customers) : null
  const group = cells.group ? called(around.groups, 'name', cells.group)[0] : null
  const problems: Problem[] = isProblem(customer) ? [customer] : []
  if (group === undefined)
    problems.push({ field: 'group', code: 'GROUP_UNKNOWN', parameters: { text: shown(cells.group ?? '') } })
  if (cells.group && cells.customer) problems.push({ field: 'group', code: 'LIST_FOR_TWO' })
  return { customerId: isProblem(customer) ? null : (customer?.id ?? null), groupId: group?.id ?? null, problems }
}

type Whose = Pick<NewList, 'customerId' | 'groupId'>

/** Prices for one customer or group never get onto a list that is for others. */
const forOthers = (said: Whose, list: Whose): Problem[] => {
  if (said.customerId !== null && said.customerId !== list.customerId)
    return [{ field: 'customer', code: 'LIST_FOR_OTHERS' }]
  return said.groupId !== null && said.groupId !== list.groupId ? [{ field: 'group', code: 'LIST_FOR_OTHERS' }] : []
}

/** The list of a row: one that is there, or one to be made for whom the row says. */
export function listIn(
  cells: Cells,
  around: PriceSurroundings,
  reading: Reading,
): { id: string } | NewList | Problem[] {
  const name = withoutApostrophe(cells.list ?? '').slice(0, 100)
  if (!name) return [{ field: 'list', code: 'SAID', parameters: { words: 'This is missing.' } }]
  const { problems, ...said } = whose(cells, around)
  const [known] = called(around.lists, 'name', name)
  if (known?.archived) return [{ field: 'list', code: 'LIST_ARCHIVED' }]
  if (known) {
    problems.push(...forOthers(said, known))
    return problems.length > 0 ? problems : { id: known.id }
  }
  const from = cells.validFrom ? dayIn('validFrom', cells.validFrom, reading) : around.today
  const to = cells.validTo ? dayIn('validTo', cells.validTo, reading) : null
  problems.push(...[from, to].filter(isProblem))
  if (problems.length > 0 || isProblem(from) || isProblem(to)) return problems
  if (to !== null && to < from) return [{ field: 'validTo', code: 'LAST_BEFORE_FIRST' }]
  const audience = said.customerId ? 'CUSTOMER' : said.groupId ? 'GROUP' : 'ALL'
  return { name, audience, ...said, validFrom: from, validTo: to }
}

const made = ({ write }: Decided<PriceWrite>) => (write && 'name' in write.list ? write.list : null)

/**
 * Rows that name one new list, which is made as its first row says it, and for whom the first says it that says so. A row that says that it is
 * for somebody else is wrong.
 */
export function withOneList(decided: readonly Decided<PriceWrite>[]): Decided<PriceWrite>[] {
  const lists = new Map<string, NewList>()
  for (const list of decided.flatMap((one) => made(one) ?? [])) {
    const key = list.name.toLowerCase()
    const { audience, customerId, groupId } = list
    const first = lists.get(key)
    if (!first) lists.set(key, list)
    else if (first.audience === 'ALL') lists.set(key, { ...first, audience, customerId, groupId })
  }
  return decided.map((one) => {
    const said = made(one)
    if (!said || !one.write) return one
    const list = lists.get(said.name.toLowerCase()) as NewList
    const problems = forOthers(said, list)
    return problems.length > 0 ? wrongRow(one.place, one.key, problems) : { ...one, write: { ...one.write, list } }
  })
}
