import type { Parameters, Say } from '@/server/platform/words/words'

const deliveryNames: Record<string, string> = {
  PART: 'as it comes',
  COMPLETE: 'complete only',
  CLOSE_REST: 'what is there; the rest is closed',
  REFUSE: 'refused when it cannot be promised',
}

/** What becomes of an order of which something is short. */
export const deliveryWords = (rule: string): string => deliveryNames[rule] ?? rule.toLowerCase()

/** A line that an amendment changed: quantity and unit price, each from what to what. */
export interface LineChange {
  line: number
  units?: [from: number, to: number]
  price?: [from: number, to: number]
}

/** A line that an amendment added, in units; one of free text has no SKU. */
export interface LineAdded {
  line: number
  units: number
  unit?: string
  sku?: string
}

const listOf = <One>(told: unknown) => (Array.isArray(told) ? told : []) as One[]
const dayOrNone = (day: unknown, say: Say) => (day ? say.day(day) : 'no day of their own')

function changeWords({ line, units, price }: LineChange, say: Say): string {
  return [
    units &&
      (units[1] === 0
        ? `line ${line} taken off (${say.number(units[0])})`
        : `line ${line} from ${say.number(units[0])} to ${say.number(units[1])}`),
    price && `${units ? '' : `line ${line} `}price from ${say.price(price[0])} to ${say.price(price[1])}`,
  ]
    .filter(Boolean)
    .join(', ')
}

const addedWords = ({ line, units, unit, sku }: LineAdded, say: Say) =>
  `line ${line} added${sku ? `: ${unit ? say.goods(units, unit) : say.number(units)} of ${sku}` : ''}`

/** A number is an amount in minor units, a text a percentage. */
const off = (discount: unknown, say: Say) =>
  discount === null
    ? 'none'
    : typeof discount === 'string' && discount.endsWith('%')
      ? `${say.number(discount.slice(0, -2))} %`
      : say.money(discount)

function wholeWords({ discount, charges }: Parameters, say: Say): string[] {
  const [from, to] = listOf(discount)
  const [before, after] = listOf(charges)
  return [
    Array.isArray(discount)
      ? `discount on the whole from ${off(from, say)} to ${off(to, say)}`
      : discount
        ? 'discount on the whole changed'
        : '',
    Array.isArray(charges) && before !== after
      ? `charges from ${say.money(before)} to ${say.money(after)}`
      : charges
        ? 'charges changed'
        : '',
  ]
}

/** Events keep no text of a note: it may name people. */
function noteWords(note: unknown): string {
  const [had, has] = listOf<boolean>(note)
  if (!note) return ''
  if (had === undefined) return 'note changed'
  if (!has) return 'note taken away'
  return `note ${had ? 'replaced' : 'added'}: it stands under Note`
}

/**
 * What an amendment changed, with old and new values. Of a long one only the first lines are named, the others are
 * counted.
 */
export function amendments(payload: Parameters, say: Say): string[] {
  const { lines, added, changes, news, reference, note, day, shipTo, promised, delivery } = payload
  const [told, fresh] = [listOf<LineChange>(changes), listOf<LineAdded>(news)]
  const rest = Number(lines ?? 0) - told.length
  const more = Number(added ?? 0) - fresh.length
  const [from, to] = listOf(reference)
  return [
    ...told.map((line) => changeWords(line, say)).filter(Boolean),
    rest > 0 ? `${say.units(rest, told.length > 0 ? 'more line' : 'line')} changed` : '',
    ...fresh.map((line) => addedWords(line, say)),
    more > 0 ? `${say.units(more, fresh.length > 0 ? 'more line' : 'line')} added` : '',
    ...wholeWords(payload, say),
    reference ? `their number from ${from ?? 'none'} to ${to ?? 'none'}` : '',
    Array.isArray(day) ? `wanted on ${dayOrNone(day[1], say)} instead of ${dayOrNone(day[0], say)}` : '',
    Array.isArray(shipTo)
      ? `goes to another address${shipTo[0] === shipTo[1] ? '' : `, in ${shipTo[1]} instead of ${shipTo[0]}`}`
      : '',
    Array.isArray(promised) ? `promised for ${say.day(promised[1])} instead of ${say.day(promised[0])}` : '',
    Array.isArray(delivery)
      ? `${deliveryWords(String(delivery[1]))} instead of ${deliveryWords(String(delivery[0]))}`
      : '',
    noteWords(note),
  ].filter(Boolean)
}
