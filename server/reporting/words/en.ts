import type { PeriodProblem } from '../rules/period'
import { leastHistory } from '../rules/usual'
import type { FigureKey, Population } from '../schema'

interface FigureWords {
  label: string
  unit: 'd' | '%' | 'h'
  /** How it is computed. */
  formula: string
  /** The population of the figure, and what is left out. */
  population: string
}
/** The words of every figure; they name the window, the basis and the tolerance. */
export const figureWords: Readonly<Record<FigureKey, FigureWords>> = {
  cycle: {
    label: 'Order cycle time',
    unit: 'h',
    formula:
      'Sum of (last delivery − order) over the delivered orders ÷ their number; elapsed hours. Net: the wait that the customer wished is left out, from the order to the beginning of the wished day.',
    population: 'Orders whose last delivery lies in the period; assumed deliveries count with their assumed hour.',
  },
  cash: {
    label: 'Order to cash',
    unit: 'd',
    formula: 'Day settled − day ordered per invoice, weighted by the money that came for it; elapsed days.',
    population:
      'Invoices settled in the period for which money came. What a credit note or a write-off settled weighs nothing. Beside it the age of the open ones since their order, weighted by what is open.',
  },
  otif: {
    label: 'On time, in full',
    unit: '%',
    formula:
      'Orders delivered on or before the promised day and complete in one delivery ÷ orders due. By order; the day is the first promise of arrival, which moves only when the customer asks; tolerance none.',
    population:
      'Orders whose promised day lies in the period and is over, without the cancelled ones; an order that could be promised no day is not due, and named beside it with its reason. Orders whose delivery is only assumed, without proof, are left out of both numbers and shown apart, unless they failed for sure: left after the promised day, or in more than one delivery.',
  },
  perfect: {
    label: 'Perfect orders',
    unit: '%',
    formula:
      'Orders on time, in full, undamaged and with right documents (no credit note for our fault, no dispute upheld) ÷ orders delivered. Counted per order; tolerance none.',
    population:
      'Orders whose last delivery lies in the period. Those of which nobody knows whether they were on time (only assumed, or promised no day) are left out of both numbers and shown apart, unless they fail another mark.',
  },
  fill: {
    label: 'Line fill rate',
    unit: '%',
    formula: 'Lines shipped in full with the first shipment ÷ lines ordered; cancelled quantities do not count.',
    population: 'Goods lines of orders whose first shipment left in the period.',
  },
  errors: {
    label: 'Fulfilment errors',
    unit: '%',
    formula: 'Lines found short, wrong or damaged, or returned for our fault ÷ lines given to pick. Each line once.',
    population: 'Order lines given to the floor in the period.',
  },
  dso: {
    label: 'DSO',
    unit: 'd',
    formula: 'Receivables at the end of the period ÷ credit sales of the period × days in the period.',
    population:
      'Invoices and credit notes on terms, tax included; prepaid and cash sales are out, on both sides. Unapplied cash is not deducted.',
  },
  countBack: {
    label: 'DSO by count-back',
    unit: 'd',
    formula:
      'Receivables at the end of the period are laid over the credit sales of the months before, the latest first: a month that is covered counts with its days, the last one in proportion.',
    population: 'The same receivables and sales as DSO, by calendar month of the two years before the end.',
  },
  bestDso: {
    label: 'Best possible DSO',
    unit: 'd',
    formula: 'Receivables not yet due at the end of the period ÷ credit sales of the period × days in the period.',
    population: 'As DSO; due today is not yet past due.',
  },
  add: {
    label: 'Average days delinquent',
    unit: 'd',
    formula: 'DSO − best possible DSO.',
    population: 'As DSO.',
  },
  cei: {
    label: 'Collection effectiveness',
    unit: '%',
    formula:
      '(Opening receivables + credit sales − closing receivables) ÷ (opening receivables + credit sales − closing receivables not yet due) × 100.',
    population: 'As DSO; opening is the end of the day before the period.',
  },
  aging: {
    label: 'Past due',
    unit: '%',
    formula: 'Open items past their due date ÷ all open items, at the end of the period.',
    population:
      'All invoices and credit notes that were open, prepaid and cash among them; unapplied cash stands apart.',
  },
  utilisation: {
    label: 'Credit used',
    unit: '%',
    formula:
      'Exposure ÷ limit. Exposure = open items + shipped and not invoiced + confirmed and not shipped, tax included, less unapplied cash and deposits.',
    population: 'Payers with a limit who owe something or have orders on their way, today.',
  },
  margin: {
    label: 'Margin',
    unit: '%',
    formula:
      '(Net − cost) ÷ net of the lines whose cost is known: what the goods cost when they left, by the last cost of their product. Services, and goods that left before this was kept, count with the cost of today.',
    population:
      'Lines of documents of the period, without tax, charges and deposits. A discount on the whole is a line of its own, without a cost.',
  },
}

/** The name of a population's rows. */
export const populationWords: Readonly<Record<Population, string>> = {
  delivered: 'Delivered orders',
  settled: 'Settled invoices',
  unsettled: 'Open invoices',
  due: 'Orders due',
  unpromised: 'Promised no day',
  arrived: 'Delivered orders',
  lines: 'Lines ordered',
  picked: 'Lines given to pick',
  receivables: 'Receivables at the end',
  opening: 'Receivables at the beginning',
  sales: 'Credit sales',
  months: 'Credit sales by month',
  open: 'Open items',
  unapplied: 'Unapplied cash today',
  accounts: 'Payers with a limit',
  sold: 'Lines sold',
}

const outcomes: Readonly<Record<string, string>> = {
  KEPT: 'kept',
  LATE: 'late',
  IN_PARTS: 'in parts',
  ASSUMED: 'assumed',
  NOT_DELIVERED: 'not delivered',
  WAITS_STOCK: 'waits for stock',
  WAITS_CREDIT: 'waits for credit',
  WAITS_PAYMENT: 'waits for payment',
  WAITS_OTHER: 'promised once the day is certain',
  NEVER_WHOLE: 'left before a day was certain',
  NOT_DUE: 'not due',
  TO_30: '1–30 d',
  TO_60: '31–60 d',
  TO_90: '61–90 d',
  OVER_90: 'over 90 d',
}

export const outcomeWords = (outcome: unknown): string => outcomes[String(outcome)] ?? String(outcome ?? '')

export const forecastFormula =
  'Every open invoice on terms is spread over the weeks in which its payer is likely to pay: by how many banking days late the payer paid before and how long the payer’s open invoices already wait, by how those pay who are about as late, and by all payers; the more is known of the payer, the less the others count. What falls due while banks are closed counts from the day they open. The share that was credited or written off, and payers who have stopped paying, are taken off. A promise moves the part that was promised to its day, as often as promises were kept; a dispute moves its invoice behind the time that disputes took. The 10th, 50th and 90th percentile of 400 repeatable draws. Orders on terms that are not invoiced yet come in behind it: invoiced as long after they came as orders usually are, then due by their terms and paid by the same habits; less the share of orders that is usually cancelled. Until 20 invoices on terms were paid, usual delays around the due day stand in for the habits that are not known. Then the forecast learns from the weeks it was tried on: its median moves towards what came in, and a missed week makes both sides of the band wider, the missed one a little more. For the running week it is what is still expected.'

export const forecastToCome =
  'With this many invoices the forecast is computed every hour, and not while somebody waits. The first one will be here within the hour.'

const usualWords =
  'half of it by the due day, most of it within three weeks, the rest up to three months later, with a wide band'

/** What the forecast rests on until enough invoices on terms were paid; empty once habits are known. */
export function habitsWords(paid: number): string {
  if (paid >= leastHistory) return ''
  if (paid === 0)
    return `No payment habits are known yet, because before today no invoice on terms was paid completely. Until then the forecast assumes that money comes around the due day: ${usualWords}.`
  return `Payment habits are hardly known yet: ${paid === 1 ? 'one invoice on terms was' : `${paid} invoices on terms were`} paid completely before today. Until there are ${leastHistory}, the forecast also assumes that money comes around the due day: ${usualWords}.`
}

/** Of which invoices and orders the forecast is made, and of whose payments, once there are any. */
export function sourceWords(items: string, orders: string, isOneOrder: boolean, payers: string | null): string {
  const open = `From ${items} and ${orders} on terms that ${isOneOrder ? 'is' : 'are'} not invoiced yet`
  return payers === null ? `${open}.` : `${open}, and the invoices that ${payers} paid completely before today.`
}

export const backtestFormula =
  'The same forecast from each of the last 44 Mondays, with what was known and learned then, for the four weeks after it, against the money that came in for the invoices open and the orders taken by that Monday. What was credited, written off or recorded later was open then, and counts so. A band of 80 % should hold about four weeks of five. The four forecasts of one week hold or miss together, so that even a right band holds a few more or less.'

const shownInstead = 'Shown are the last 90 days.'
/** The reason why the shown period differs from the requested one. */
export const periodProblemWords: Readonly<Record<PeriodProblem, string>> = {
  NOT_DAYS: `A period is from one day to another, both as days of the calendar. ${shownInstead}`,
  ENDS_BEFORE: `The period ends before it begins. ${shownInstead}`,
  NOT_COME: `These days have not come yet. ${shownInstead}`,
  ENDS_LATER: 'The days after today have not come yet: the period ends today.',
  TOO_LONG: 'A period has three years at most: shown are the last three of it.',
  LENGTH: `The last 30, 90 or 365 days can be shown, or any days from one to another. ${shownInstead}`,
}

export const discountFormula =
  'List value − invoiced value. List value is what the price lists or the product asked for when the line was written, times the quantity invoiced; the population is all goods and services invoiced in the period, less what was credited by quantity. A price typed by hand counts by what it is below that, or less for what it is above it. Amounts credited without a quantity, and discounts for early payment, are no part of it. Lines that are older than list prices count at the price they were sold at.'
