import { addDays, type Day } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays, isWorkingDay, nextWorkingDay } from '@/server/platform/time/working-days'
import { bankingDays } from '@/server/reporting/rules/banking'
import { dayNumber } from '@/server/reporting/rules/days'
import type { PastOrder } from '@/server/reporting/rules/ordered'
import { byPayerOf, type Past, type PastItem, type TakenOff } from '@/server/reporting/rules/past'
import { between, chance } from '../chance'
import { manner } from './cast'

const calendar = workingCalendar({ country: 'GB', workingWeekdays: [1, 2, 3, 4, 5] })

interface Trade {
  seed: string
  /** The day on which the past ends. */
  today: Day
  days?: number
  payers?: number
  ordersADay?: number
}

/** How busy each month is: there are weeks with more and with less trade. */
const seasonOf = (day: Day) => [0.6, 0.8, 1, 1, 1, 1, 0.9, 0.9, 1.2, 1.5, 2.2, 1.6][Number(day.slice(5, 7)) - 1] ?? 1

/** The day on which an invoice is paid: its due day plus the payer's habit, moved to a banking day. */
function paidOn(seed: string, payer: number, id: string, issued: Day, due: Day): Day | null {
  const habit = payer % 29 === 17 ? null : manner(chance(seed, 'habit', payer))
  if (!habit) return null
  const wished = addDays(due, between(habit[0], habit[1], seed, 'days', id))
  const earliest = addDays(issued, 1)
  return nextWorkingDay(calendar, wished > earliest ? wished : earliest)
}

/**
 * The amounts taken off an invoice by today: most are paid in full, a few credited, some paid short with the rest
 * written off.
 */
function takenOff(seed: string, id: string, minor: number, paid: Day | null, today: Day): TakenOff[] {
  const luck = chance(seed, 'fate', id)
  const taken = (on: Day, part: number, isMoney: boolean): TakenOff[] =>
    on > today ? [] : [{ on: dayNumber(on), known: dayNumber(on), minor: part, isMoney }]
  if (!paid) return []
  if (luck < 0.03) return taken(addDays(paid, -3), minor, false)
  const short = luck < 0.06 ? Math.min(150, minor - 1) : 0
  return [...taken(paid, minor - short, true), ...(short ? taken(addDays(paid, 2), short, false) : [])]
}

/**
 * The data that a forecast reads, for a wholesaler whose payers behave as those of the sample trade: orders on working
 * days, invoices some days later, payments on banking days. It is made from the seed alone, without a database.
 */
export function makePast({ seed, today, days = 396, payers = 100, ordersADay = 2.2 }: Trade): Past {
  const items: PastItem[] = []
  const orders: PastOrder[] = []
  for (let day = addDays(today, -days); day <= today; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue
    const wanted = ordersADay * seasonOf(day) * (0.5 + chance(seed, 'orders', day))
    for (let nth = 0; nth < wanted; nth++) {
      const id = `${day}/${nth}`
      const payer = Math.floor(payers * chance(seed, 'payer', id) ** 1.4)
      const minor = Math.round(4_000 * Math.exp(2.2 * chance(seed, 'amount', id)))
      const lag = chance(seed, 'waits', id) < 0.12 ? between(4, 15, seed, 'long', id) : between(0, 2, seed, 'lag', id)
      const issued = addWorkingDays(calendar, day, lag)
      const termsDays = payer % 4 === 1 ? 14 : 30
      const isCancelled = chance(seed, 'cancelled', id) < 0.04
      const isInvoiced = !isCancelled && issued <= today
      const order = {
        customerId: `${payer}`,
        ordered: dayNumber(day),
        from: dayNumber(day),
        termsDays,
        grossMinor: minor,
      }
      orders.push({
        ...order,
        cancelled: isCancelled ? dayNumber(day) + 1 : null,
        invoices: isInvoiced ? [{ on: dayNumber(issued), minor }] : [],
      })
      if (!isInvoiced) continue
      const due = addDays(issued, termsDays)
      const taken = takenOff(seed, id, minor, paidOn(seed, payer, id, issued, due), today)
      const left = taken.reduce((rest, one) => rest - one.minor, minor)
      items.push({
        id,
        customerId: `${payer}`,
        ordered: dayNumber(day),
        issued: dayNumber(issued),
        due: dayNumber(due),
        amountMinor: minor,
        settled: left === 0 ? (taken.at(-1)?.on ?? null) : null,
        taken,
      })
    }
  }
  const end = dayNumber(today)
  return {
    banking: bankingDays(calendar, end - days - 60, end + 400),
    items,
    byPayer: byPayerOf(items),
    promises: [],
    disputes: [],
    orders,
  }
}
