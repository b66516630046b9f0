'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import type { ShipTo } from '@/server/order/schema'
import { weekdayWords } from '@/server/platform/words/words'
import { addressWords, isShipTo, ShipToFields } from './ship-to-fields'

/** Where an order that is being written goes. */
export interface GoesTo {
  /** The id of one of the customer's addresses; empty: the usual one; OTHER: the one written for this order. */
  place: string
  written: ShipTo
}

const other = 'OTHER'

export const usualPlace: GoesTo = { place: '', written: { name: '', line: '', country: '' } }

/** Whether an address is being written for this order and nobody could deliver there yet. */
export const lacksPlace = ({ place, written }: GoesTo) => place === other && !isShipTo(written)

/** What the verb is told: nothing, one of the addresses, or the written one as soon as it is whole. */
export function placeSaid(goesTo: GoesTo): { addressId?: string; shipTo?: ShipTo } {
  const { place, written } = goesTo
  if (place === other) return lacksPlace(goesTo) ? {} : { shipTo: written }
  return place ? { addressId: place } : {}
}

const hintOf = (one: CustomerAddress | undefined) =>
  one && one.deliveryDays.length > 0 && `Takes goods on ${weekdayWords(one.deliveryDays)}.`

interface GoesToFieldProps {
  /** What else is chosen about the way of the goods. */
  children?: ReactNode
  customer: { value: string; label: string } | null
  value: GoesTo
  onChange: (value: GoesTo) => void
}

/** Chooses among a customer's addresses, or one that is written for this order alone. */
export function GoesToField({ customer, value, onChange, children }: GoesToFieldProps) {
  const trpc = useTRPC()
  const { locale } = useWorkspace()
  const { data: addresses = [] } = useQuery({
    ...trpc.customer.addresses.queryOptions({ id: customer?.value ?? '' }),
    enabled: customer !== null,
  })
  if (!customer) return null
  const [usual] = addresses
  const chosen = addresses.find((one) => one.id === value.place)
  const options = [
    ...addresses.filter((one) => one !== usual).map((one) => ({ value: one.id, label: addressWords(one) })),
    { value: other, label: 'Another address, for this order only' },
  ]
  const { written } = value
  const take = (place: string) =>
    onChange({
      place,
      written: {
        ...written,
        name: written.name || customer.label,
        country: written.country || usual?.country || new Intl.Locale(locale).region || 'GB',
      },
    })
  return (
    <Card>
      <Field label="Ship to" required hint={value.place !== other && hintOf(chosen ?? usual)}>
        <Select
          options={options}
          placeholder={usual ? addressWords(usual) : 'No address yet'}
          value={value.place === other ? other : (chosen?.id ?? '')}
          onChange={(event) => take(event.target.value)}
        />
      </Field>
      {children && <div className="mt-3">{children}</div>}
    </Card>
  )
}

interface WrittenPlaceProps {
  value: GoesTo
  onChange: (value: GoesTo) => void
  strict: boolean
}

/** The address that is being written for this order alone, once that was chosen. */
export function WrittenPlace({ value, onChange, strict }: WrittenPlaceProps) {
  if (value.place !== other) return null
  return (
    <Card title="Ship to, for this order only">
      <ShipToFields value={value.written} onChange={(written) => onChange({ place: other, written })} strict={strict} />
    </Card>
  )
}
