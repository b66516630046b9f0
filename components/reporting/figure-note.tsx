'use client'

import { countOf, formatTenths } from '@/components/ui/format'
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
  const median = published === null ? '' : ` · US median of a quarter, 2020: ${published}`
  if (name === 'cycle' && delivered)
    return `median ${spanWords(delivered.medianHours, locale)} · 9 of 10 within ${spanWords(delivered.p90Hours, locale)} · ${countOf(delivered.orders, 'order')}`
  if (name === 'cash' && settled && unsettled)
    return `${countOf(settled.invoices, 'invoice')} · open ones ${one(unsettled.ageDays)} d old`
  if (name === 'otif' && due && unpromised)
    return `${due.kept} of ${due.orders - due.assumed} by order, promised day · cannot judge ${due.assumed + unpromised.orders}: ${due.assumed} only assumed, ${unpromised.orders} promised no day`
  if (name === 'perfect' && arrived)
    return `${arrived.perfect} of ${arrived.orders - arrived.assumed - arrived.unpromised} · cannot judge ${arrived.assumed + arrived.unpromised}: ${arrived.assumed} only assumed, ${arrived.unpromised} promised no day`
  if (name === 'fill' && lines) return `${lines.filled} of ${countOf(lines.lines, 'line')} with the first shipment`
  if (name === 'errors' && picked) return `${picked.erred} of ${countOf(picked.lines, 'line')} given to pick`
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
        {countOf(accounts.payers, 'payer')}
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
