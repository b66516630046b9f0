'use client'

import { useState } from 'react'
import { deliveryOptions } from '@/components/order/delivery-options'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { DeliveryRule } from '@/server/customer/schema'
import type { OrderRecord } from '@/server/order/queries/record'
import type { ShipTo } from '@/server/order/schema'
import { isDay } from '@/server/platform/time/calendar'
import { isShipTo, ShipToFields } from './ship-to-fields'

type Order = OrderRecord['order']

interface Facts {
  customerReference: string
  note: string
  requestedOn: string
  shipTo: ShipTo
  deliveryRule: DeliveryRule
}

export const factsOf = ({ customerReference, note, requestedOn, shipTo, deliveryRule }: Order): Facts => ({
  customerReference: customerReference ?? '',
  note: note ?? '',
  requestedOn: requestedOn ?? '',
  shipTo,
  deliveryRule,
})

/** The facts beside the lines that have changed. */
export function factsChanged(facts: Facts, order: Order) {
  const before = factsOf(order)
  const texts = (['customerReference', 'note'] as const).filter((key) => facts[key].trim() !== before[key])
  const parts = Object.keys({ ...before.shipTo, ...facts.shipTo }) as (keyof ShipTo)[]
  const said = (shipTo: ShipTo, part: keyof ShipTo) => String(shipTo[part] ?? '').trim()
  const elsewhere = parts.some((part) => said(facts.shipTo, part) !== said(before.shipTo, part))
  return {
    ...Object.fromEntries(texts.map((key) => [key, facts[key].trim()])),
    ...(facts.requestedOn !== before.requestedOn && { requestedOn: facts.requestedOn || null }),
    ...(facts.deliveryRule !== before.deliveryRule && { deliveryRule: facts.deliveryRule }),
    ...(elsewhere && { shipTo: facts.shipTo }),
  }
}

/** An order without one, taken before its customer needed it, may stay so. */
const needsReference = (order: Order) => order.referenceRequired && Boolean(order.customerReference)

/** The error about a number that the customer needs and that was emptied; false when there is none. */
const lostReference = ({ customerReference }: Facts, order: Order) =>
  needsReference(order) &&
  !customerReference.trim() &&
  'Their orders need their own order number: it cannot be left empty.'

/** The error about a wished day; false when there is none. An unchanged day may lie in the past. */
const wrongWish = ({ requestedOn }: Facts, order: Order, today: string) =>
  requestedOn !== '' &&
  requestedOn !== order.requestedOn &&
  (!isDay(requestedOn) ? 'This is no day.' : requestedOn < today && 'This day is over.')

/** Whether the facts beside the lines are valid. */
export const canBeSaid = (facts: Facts, order: Order, today: string) =>
  !wrongWish(facts, order, today) &&
  !lostReference(facts, order) &&
  (!('shipTo' in factsChanged(facts, order)) || isShipTo(facts.shipTo, order.shipTo))

interface AmendFactsProps {
  order: Order
  /** Whether goods have left; then the address cannot change. */
  fixed: boolean
  value: Facts
  onChange: (part: Partial<Facts>) => void
  strict: boolean
}

/** The customer's own number, the note, the wished day and the delivery address. */
export function AmendFacts({ order, fixed, value, onChange, strict }: AmendFactsProps) {
  const { today } = useWorkspace()
  const [elsewhere, setElsewhere] = useState(false)
  const { line, postcode, city } = order.shipTo
  const place = [line, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return (
    <div className="mt-4 flex flex-col gap-3">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <Field
          label="Customer's own order number"
          required={needsReference(order)}
          error={strict && lostReference(value, order)}
        >
          <Input
            value={value.customerReference}
            maxLength={100}
            onChange={(event) => onChange({ customerReference: event.target.value })}
          />
        </Field>
        <Field
          label="Wanted on"
          hint="A new day moves the promise; the customer is told."
          error={strict && wrongWish(value, order, today)}
        >
          <DatePicker
            value={value.requestedOn}
            min={today}
            onValueChange={(requestedOn) => onChange({ requestedOn })}
          />
        </Field>
        <Field label="When something is short">
          <Select
            options={deliveryOptions}
            value={value.deliveryRule}
            onChange={(event) => onChange({ deliveryRule: event.target.value as DeliveryRule })}
          />
        </Field>
        <Field label="Note">
          <Textarea
            value={value.note}
            rows={1}
            maxLength={2000}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0">
          <span className="text-ink-3">Goes to</span> {place || 'no address yet'}
        </span>
        {fixed ? (
          <span className="text-ink-3 text-xs">Part of the order has left, so this cannot change.</span>
        ) : (
          !elsewhere && <Button onClick={() => setElsewhere(true)}>Send it elsewhere…</Button>
        )}
      </div>
      {elsewhere && (
        <ShipToFields
          value={value.shipTo}
          onChange={(shipTo) => onChange({ shipTo })}
          strict={strict}
          before={order.shipTo}
          customer={{ id: order.customerId, name: order.customerName }}
        />
      )}
    </div>
  )
}
