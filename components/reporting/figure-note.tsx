'use client'

import { countOf, formatCount, formatTenths } from '@/components/ui/format'
import { Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { Figures } from '@/server/reporting/queries/figures'
import { medianBeside } from '@/server/reporting/rules/figures'
import type { FigureKey } from '@/server/reporting/schema'
import { spanWords } from './figure-words'

/** The note beside a figure: its population, what is shown separately, the published median. */
export function FigureNote({
  name,
  figures: { sums, values, days, to, today },
}: {
  name: FigureKey
  figures: Figures
}) {
  const { locale } = useWorkspace()
  const n = (count: number) => formatCount(count, locale)
  const one = (value: number | null | undefined) => (typeof value === 'number' ? formatTenths(value, locale) : '–')
  const {
    delivered,
    settled,
    unsettled,
    due,
    unpromised,
    arrived,
    lines,
    picked,
    receivables,
    sales,
    open,
    unapplied,
    accounts,
    sold,
  } = sums
  const published = medianBeside(name, days)
  const median = published === null ? '' : ` · US median of a quarter, 2020: ${formatCount(published, locale)}`
  if (name === 'cycle' && delivered)
    return `median ${spanWords(delivered.medianHours, locale)} · 9 of 10 within ${spanWords(delivered.p90Hours, locale)} · ${countOf(delivered.orders, 'order', locale)}`
  if (name === 'cash' && settled && unsettled)
    return `${countOf(settled.invoices, 'invoice', locale)} · open ones ${one(unsettled.ageDays)} d old`
  if (name === 'otif' && due && unpromised)
    return `${n(due.kept)} of ${n(due.orders - due.assumed)} by order, promised day · cannot judge ${n(due.assumed + unpromised.orders)}: ${n(due.assumed)} only assumed, ${n(unpromised.orders)} promised no day`
  if (name === 'perfect' && arrived)
    return `${n(arrived.perfect)} of ${n(arrived.orders - arrived.assumed - arrived.unpromised)} · cannot judge ${n(arrived.assumed + arrived.unpromised)}: ${n(arrived.assumed)} only assumed, ${n(arrived.unpromised)} promised no day`
  if (name === 'fill' && lines)
    return `${n(lines.filled)} of ${countOf(lines.lines, 'line', locale)} with the first shipment`
  if (name === 'errors' && picked) return `${n(picked.erred)} of ${countOf(picked.lines, 'line', locale)} given to pick`
  if (name === 'dso') return `best possible ${one(values.bestDso)}${median}`
  if (name === 'countBack' && receivables) return <Amount minor={receivables.openMinor} words="open on terms" />
  if (name === 'bestDso' && receivables)
    return (
      <>
        <Amount minor={receivables.notDueMinor} words="not yet due" />
        {median}
      </>
    )
  if (name === 'add') return `DSO less best possible${median}`
  if (name === 'cei' && sales)
    return (
      <>
        <Amount minor={sales.salesMinor} words="sold on terms" />
        {median}
      </>
    )
  if (name === 'aging' && open && unapplied)
    return (
      <>
        <Amount minor={open.openMinor - open.notDueMinor} words="of" /> <Money minor={open.openMinor} whole /> open
      </>
    )
  if (name === 'utilisation' && accounts)
    return (
      <>
        <Amount minor={accounts.exposureMinor} words="of" /> <Money minor={accounts.limitMinor} whole />,{' '}
        {countOf(accounts.payers, 'payer', locale)}
        {to < today && ' · of today, not of the period'}
      </>
    )
  if (name === 'margin' && sold)
    return (
      <>
        <Amount minor={sold.costedNetMinor - sold.costMinor} words="of" /> <Money minor={sold.costedNetMinor} whole />{' '}
        with a known cost; sold <Money minor={sold.netMinor} whole />
      </>
    )
  return null
}

const Amount = ({ minor, words }: { minor: bigint; words: string }) => (
  <>
    <Money minor={minor} whole /> {words}
  </>
)
