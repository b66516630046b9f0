'use client'

import type { Measure } from '@/server/platform/money/quantity'
import { type InPacks as PackedIn, packWords } from '@/server/platform/words/packs'
import { cn } from './cn'
import {
  type DayStyle,
  dayOf,
  formatAge,
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
  formatWeight,
  type InstantStyle,
  type MoneyOptions,
  rateText,
} from './format'
import { useWorkspace } from './workspace'

// The language tables of server and browser differ in small things (kinds of space), hence suppressHydrationWarning.

/** An amount in minor units in the workspace's language; without a currency, in its own. Null is shown as a dash. */
export function Money({
  minor,
  currency,
  className,
  ...options
}: MoneyOptions & { minor: bigint | null | undefined; currency?: string; className?: string }) {
  const workspace = useWorkspace()
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)} suppressHydrationWarning>
      {minor === null || minor === undefined
        ? '–'
        : formatMoney(minor, currency ?? workspace.currency, workspace.locale, options)}
    </span>
  )
}

/** A calendar day `YYYY-MM-DD`. */
export function Day({
  day,
  style = 'short',
  className,
}: {
  day: string | null | undefined
  style?: DayStyle
  className?: string
}) {
  const { locale, today } = useWorkspace()
  if (!day) return <span className={className}>–</span>
  return (
    <time dateTime={day} className={cn('whitespace-nowrap', className)} suppressHydrationWarning>
      {formatDay(day, locale, style, today)}
    </time>
  )
}

/** An instant, shown in the organisation's zone; the full date stands in the tooltip. */
export function Instant({
  at,
  style = 'short',
  className,
}: {
  at: Date | null | undefined
  style?: InstantStyle
  className?: string
}) {
  const { locale, timeZone, today } = useWorkspace()
  if (!at) return <span className={className}>–</span>
  return (
    <time
      dateTime={at.toISOString()}
      title={formatInstant(at, locale, timeZone, 'long')}
      className={cn('whitespace-nowrap', className)}
      suppressHydrationWarning
    >
      {formatInstant(at, locale, timeZone, style, today)}
    </time>
  )
}

/** The day of an instant in the organisation's zone, where the hour does not matter. */
export function DayOf({ at, className }: { at: Date | null | undefined; className?: string }) {
  const { timeZone } = useWorkspace()
  return <Day day={at && dayOf(at, timeZone)} className={className} />
}

/** An age by the organisation's clock: `3 d`. A time ahead of that clock counts as now. */
export function Age({ since, className }: { since: Date | null | undefined; className?: string }) {
  const { locale, timeZone, now } = useWorkspace()
  if (!since) return <span className={className}>–</span>
  return (
    <time
      dateTime={since.toISOString()}
      title={formatInstant(since, locale, timeZone, 'long')}
      className={cn('whitespace-nowrap tabular-nums', className)}
      suppressHydrationWarning
    >
      {formatAge(Math.max(0, now.getTime() - since.getTime()))}
    </time>
  )
}

/** A whole number of what is no product: parcels, prices. */
export function Count({ value, unit, className }: { value: number; unit?: string; className?: string }) {
  const { locale } = useWorkspace()
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)} suppressHydrationWarning>
      {formatCount(value, locale, unit)}
    </span>
  )
}

/** A quantity of a product, in its unit: `12`, `1.25 kg`. */
export function Quantity({
  value,
  of,
  className,
}: {
  value: number | bigint | null | undefined
  of: Measure
  className?: string
}) {
  const { locale } = useWorkspace()
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)} suppressHydrationWarning>
      {value === null || value === undefined ? '–' : formatQuantity(value, of, locale)}
    </span>
  )
}

/** In which packs a quantity was entered, `2 cases of 12`; nothing when it is no whole number of them. */
export function InPacks({ value, of, className }: { value: number; of: Measure & PackedIn; className?: string }) {
  const { locale } = useWorkspace()
  const words = packWords(value, of, locale)
  return words && <span className={cn('block whitespace-nowrap text-ink-3 text-xs', className)}>{words}</span>
}

/** A weight as it is said: grams below a kilogram. */
export function Weight({ grams }: { grams: number }) {
  const { locale } = useWorkspace()
  return (
    <span className="whitespace-nowrap tabular-nums" suppressHydrationWarning>
      {formatWeight(grams, locale)}
    </span>
  )
}

/** The price per unit, or per price quantity: `£12.50 per 100`, `£4.20 per kg`. */
export function UnitPrice({
  price,
  priceQuantity,
  of,
  currency,
}: {
  price: string
  /** In smallest units. */
  priceQuantity: number
  of: Measure
  currency?: string
}) {
  const workspace = useWorkspace()
  return (
    <span className="whitespace-nowrap tabular-nums" suppressHydrationWarning>
      {formatUnitPrice(price, priceQuantity, of, currency ?? workspace.currency, workspace.locale)}
    </span>
  )
}

/** A rate in percent, a plain decimal: `25,5 %`. */
export function Rate({ rate }: { rate: string }) {
  const { locale } = useWorkspace()
  return <span className="whitespace-nowrap tabular-nums">{rateText(rate, locale)}</span>
}

/** Text of unknown length: cut at a width, complete in the tooltip. */
export function Cut({ width, children }: { width: string; children: string }) {
  return (
    <span className={cn('block truncate', width)} title={children}>
      {children}
    </span>
  )
}

/** A share between 0 and 1 as percent. */
export function Percent({
  value,
  digits = 1,
  className,
}: {
  value: number | null | undefined
  digits?: number
  className?: string
}) {
  const { locale } = useWorkspace()
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)} suppressHydrationWarning>
      {value === null || value === undefined ? '–' : formatPercent(value, locale, digits)}
    </span>
  )
}
