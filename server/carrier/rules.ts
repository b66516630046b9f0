import { isCountry } from '@/server/platform/place/country'

export const freightBases = ['VALUE', 'WEIGHT'] as const

/** What freight costs from a value of the goods on, or above a weight. */
export interface FreightStep {
  /** ISO 3166-1; null: everywhere else. */
  country: string | null
  /** By value: minor units, which the goods reach. By weight: grams, above which they are. The first step of a country is at 0. */
  from: string
  /** Before tax; 0: free. */
  amountMinor: string
}

export interface FreightTable {
  by: (typeof freightBases)[number]
  steps: FreightStep[]
}

/** A consignment: where it goes, the value of its goods before tax and after discounts, and their weight. */
export interface Consignment {
  country: string
  valueMinor: bigint
  weightGrams: bigint
}

/** The steps for a country, in order: its own, otherwise those of everywhere else. */
function stepsTo({ steps }: FreightTable, country: string): FreightStep[] {
  const own = steps.filter((step) => step.country === country)
  return inOrder(own.length > 0 ? own : steps.filter((step) => step.country === null))
}

/** Whether goods reach a step: a value that is on it does, and a weight that is on it does not yet (up to 5 kg). */
const reaches = ({ by }: FreightTable, { from }: FreightStep, { valueMinor, weightGrams }: Consignment) =>
  from === '0' || (by === 'VALUE' ? valueMinor >= BigInt(from) : weightGrams > BigInt(from))

/** The last step that goods reach; undefined when the table has none for where they go. */
export const freightStep = (table: FreightTable, to: Consignment): FreightStep | undefined =>
  stepsTo(table, to.country).findLast((step) => reaches(table, step, to))

/** The next step, of a table by value, at which freight costs less than for these goods; undefined when there is none. */
export function cheaperStep(table: FreightTable, to: Consignment): FreightStep | undefined {
  const now = freightStep(table, to)
  if (table.by !== 'VALUE' || !now) return undefined
  const beyond = stepsTo(table, to.country).filter((step) => !reaches(table, step, to))
  return beyond.find(({ amountMinor }) => BigInt(amountMinor) < BigInt(now.amountMinor))
}

const size = (from: string) => (isSize(from) ? Number(from) : Number.POSITIVE_INFINITY)

/** Steps as they are kept: everywhere else first, then country by country, each from nought upwards. */
export const inOrder = (steps: readonly FreightStep[]): FreightStep[] =>
  steps.toSorted((a, b) => compareTexts(a.country ?? '', b.country ?? '') || compareNumbers(size(a.from), size(b.from)))

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const compareNumbers = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)

/** So many steps a table has at most. */
export const mostSteps = 200

/** A whole number of minor units or grams, as a step has it. */
export const isSize = (text: string): boolean => /^(0|[1-9]\d{0,12})$/.test(text)

/** What is wrong with a step, and at which of its fields. */
export interface FreightProblem {
  step: number
  field: keyof FreightStep
  code: 'COUNTRY' | 'FROM' | 'AMOUNT' | 'TWICE' | 'NO_START' | 'NO_ELSEWHERE'
}

/** What is wrong with steps, at most one problem for each: unreadable ones, two of one size, a country without a beginning, no everywhere else. */
export function freightProblems(steps: readonly FreightStep[]): FreightProblem[] {
  const problems = steps.flatMap((step, index): FreightProblem[] => {
    const { country, from, amountMinor } = step
    if (country !== null && !isCountry(country)) return [{ step: index, field: 'country', code: 'COUNTRY' }]
    if (!isSize(from)) return [{ step: index, field: 'from', code: 'FROM' }]
    if (!isSize(amountMinor)) return [{ step: index, field: 'amountMinor', code: 'AMOUNT' }]
    const same = steps.findIndex((other) => other.country === country && other.from === from)
    if (same < index) return [{ step: index, field: 'from', code: 'TWICE' }]
    const own = steps.filter((other) => other.country === country)
    const starts = own.some((other) => other.from === '0')
    return starts || inOrder(own)[0] !== step ? [] : [{ step: index, field: 'from', code: 'NO_START' }]
  })
  const elsewhere = steps.some(({ country }) => country === null)
  return elsewhere || problems.some(({ step }) => step === 0)
    ? problems
    : [{ step: 0, field: 'country', code: 'NO_ELSEWHERE' }, ...problems]
}
