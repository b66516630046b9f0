'use client'

import { useQuery } from '@tanstack/react-query'
import { FieldGrid } from '@/components/record-form'
import { useTRPC } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import { WeekdayBoxes } from '@/components/weekday-boxes'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import type { ShipTo } from '@/server/order/schema'
import { countries } from '@/server/platform/place/country'
import { isPostcodeWrong, postcodeExample } from '@/server/platform/place/postcode'
import { lacksState, needsState, stateCalled } from '@/server/platform/place/states'
import { languageOf } from '@/server/platform/words/words'
import { refusalWords } from '@/server/words'

const parts = [
  { key: 'name', label: 'Name', required: true, max: 200 },
  { key: 'line', label: 'Street and number', required: true, max: 200 },
  { key: 'extra', label: 'More of the address', required: false, max: 200 },
  { key: 'postcode', label: 'Postcode', required: false, max: 20 },
  { key: 'city', label: 'Town', required: true, max: 100 },
  { key: 'region', label: 'Region', required: false, max: 100 },
] as const

const remarks = [
  { key: 'contact', label: 'Contact', max: 200 },
  { key: 'phone', label: 'Telephone', max: 50 },
  { key: 'openingHours', label: 'Opening hours', max: 200 },
  { key: 'packerNote', label: 'For the packer', max: 500 },
  { key: 'driverNote', label: 'For the driver', max: 500 },
] as const

/** An address of a customer as one order takes it. */
export function shipToFrom(address: CustomerAddress, customerName: string): ShipTo {
  const said = (text: string | null) => text ?? undefined
  return {
    name: address.name ?? customerName,
    line: address.line ?? '',
    extra: said(address.extra),
    postcode: said(address.postcode),
    city: said(address.city),
    region: said(address.region),
    country: address.country,
    contact: said(address.contact),
    phone: said(address.phone),
    openingHours: said(address.openingHours),
    packerNote: said(address.packerNote),
    driverNote: said(address.driverNote),
    ...(address.deliveryDays.length > 0 && { deliveryDays: address.deliveryDays }),
  }
}

/** An address in one line, to choose it by. */
export const addressWords = ({ label, line, city }: Pick<CustomerAddress, 'label' | 'line' | 'city'>) =>
  `${label}: ${[line, city].filter(Boolean).join(', ')}`

/** Whether the address is complete enough to send goods to it, and its postcode no wrong one that was typed just now, as far as the form can know. */
export const isShipTo = (shipTo: ShipTo, before?: ShipTo) =>
  Boolean(shipTo.name.trim() && shipTo.line.trim() && shipTo.city?.trim()) &&
  !lacksState(shipTo, before) &&
  !isPostcodeWrong(shipTo, before)

interface ShipToFieldsProps {
  value: ShipTo
  onChange: (shipTo: ShipTo) => void
  /** Whether missing and wrong fields are marked. */
  strict: boolean
  /** The address that stands already: its postcode is never wrong. */
  before?: ShipTo
  /** Whose addresses can be taken instead of writing one. */
  customer?: { id: string; name: string }
}

/** The delivery address of one order. Every form that sets or changes it uses these fields. */
export function ShipToFields({ value, onChange, strict, before, customer }: ShipToFieldsProps) {
  const manner = useWorkspace()
  const wrong =
    isPostcodeWrong(value, before) &&
    refusalWords('POSTCODE_WRONG', { example: postcodeExample(value.country) }, manner)
  const errorOf = (key: (typeof parts)[number]['key'], required: boolean) =>
    (required && !value[key]?.trim() && 'Needed to deliver anything.') ||
    (key === 'region' && lacksState(value, before) && 'Needed to deliver anything.') ||
    (key === 'postcode' && wrong)
  return (
    <div className="flex flex-col gap-3">
      {customer && <TakeAddress customer={customer} onTake={onChange} />}
      <FieldGrid>
        {parts.map(({ key, label, required, max }) => (
          <Field
            key={key}
            label={key === 'region' ? stateCalled(value.country) : label}
            required={required || (key === 'region' && needsState(value.country))}
            error={strict && errorOf(key, required)}
          >
            <Input
              value={value[key] ?? ''}
              maxLength={max}
              onChange={(event) => onChange({ ...value, [key]: event.target.value })}
            />
          </Field>
        ))}
        <Field label="Country" required>
          <Select
            options={countries(languageOf(manner.locale)).map(({ code, name }) => ({ value: code, label: name }))}
            value={value.country}
            onChange={(event) => onChange({ ...value, country: event.target.value })}
          />
        </Field>
      </FieldGrid>
      <Remarks value={value} onChange={onChange} />
    </div>
  )
}

/** Fills the fields from one of the customer's addresses. */
function TakeAddress({ customer, onTake }: { customer: { id: string; name: string }; onTake: (to: ShipTo) => void }) {
  const trpc = useTRPC()
  const { data: addresses = [] } = useQuery(trpc.customer.addresses.queryOptions({ id: customer.id }))
  if (addresses.length === 0) return null
  return (
    <Field label="Take an address of the customer">
      <Select
        options={addresses.map((one) => ({ value: one.id, label: addressWords(one) }))}
        placeholder="As written below"
        value=""
        onChange={(event) => {
          const taken = addresses.find((one) => one.id === event.target.value)
          if (taken) onTake(shipToFrom(taken, customer.name))
        }}
      />
    </Field>
  )
}

/** Who takes the goods, when, and what packer and driver have to know. Closed where nothing is said. */
function Remarks({ value, onChange }: Pick<ShipToFieldsProps, 'value' | 'onChange'>) {
  const said = remarks.some(({ key }) => value[key]) || Boolean(value.deliveryDays?.length)
  return (
    <details open={said || undefined}>
      <summary className="cursor-pointer py-1 text-ink-2">Contact, delivery days, instructions</summary>
      <div className="mt-2 flex flex-col gap-3">
        <FieldGrid>
          {remarks.map(({ key, label, max }) => (
            <Field key={key} label={label}>
              <Input
                value={value[key] ?? ''}
                maxLength={max}
                onChange={(event) => onChange({ ...value, [key]: event.target.value })}
              />
            </Field>
          ))}
        </FieldGrid>
        <fieldset>
          <legend className="mb-1 text-ink-2">Takes goods on, if not on every day</legend>
          <WeekdayBoxes
            days={value.deliveryDays ?? []}
            onChange={(days) => onChange({ ...value, deliveryDays: days.length > 0 ? days : undefined })}
          />
        </fieldset>
      </div>
    </details>
  )
}
