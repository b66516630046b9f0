'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { FieldGrid } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import { WeekdayBoxes } from '@/components/weekday-boxes'
import type { CustomerRecord } from '@/server/customer/queries'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import { type AddressInput, addressFields } from '@/server/customer/schema/address'
import { countries } from '@/server/platform/place/country'
import { needsState, stateCalled } from '@/server/platform/place/states'
import { languageOf } from '@/server/platform/words/words'

const lines = [
  ['name', 'Name on the parcel', 200, true],
  ['line', 'Street and number', 200, false],
  ['extra', 'Addition', 200, true],
  ['postcode', 'Postcode', 20, true],
  ['city', 'City', 100, false],
  ['region', 'Region', 100, true],
] as const

const remarks = [
  ['contact', 'Contact', 200],
  ['phone', 'Telephone', 50],
  ['openingHours', 'Opening hours', 200],
  ['packerNote', 'For the packer', 500],
  ['driverNote', 'For the driver', 500],
] as const

interface AddressDialogProps {
  customer: CustomerRecord
  /** The address to change; left out, a new one is added. */
  address?: CustomerAddress
  onClose: () => void
}

/** One address of a customer: where it is, who takes goods when, what packer and driver have to know. */
export function AddressDialog({ customer, address, onClose }: AddressDialogProps) {
  const client = useTRPCClient().customer
  const queries = useQueryClient()
  const form = useId()
  const [deliveryDays, setDeliveryDays] = useState(address?.deliveryDays ?? [])
  const atVersion = useVersion(address?.version, async () => {
    const { addresses } = await client.record.query({ id: customer.id })
    return { version: addresses.find((one) => one.id === address?.id)?.version ?? '' }
  })
  const { busy, text, fields, submit } = useSubmission({
    schema: addressFields,
    send: async (input: AddressInput) => {
      if (!address) return client.addAddress.mutate({ ...input, customerId: customer.id })
      return atVersion((version) => client.changeAddress.mutate({ ...input, id: address.id, version }))
    },
    onDone: () => {
      onClose()
      void queries.invalidateQueries()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={address ? `Change ${address.label}` : 'Add an address'}
      description={address && 'Orders that were taken keep the address they were taken with.'}
      actions={
        <Button type="submit" form={form} tone="go" busy={busy}>
          Save
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const { isBillTo, isShipTo, ...given } = fieldsOf(event.currentTarget)
          const uses = { isBillTo: isBillTo === 'on', isShipTo: isShipTo === 'on' }
          void submit({ ...(given as unknown as AddressInput), ...uses, deliveryDays })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        <Fields customer={customer} address={address} errors={fields}>
          <fieldset>
            <legend className="mb-1 text-ink-2">Takes goods on, if not on every day</legend>
            <WeekdayBoxes days={deliveryDays} onChange={setDeliveryDays} />
            {fields.deliveryDays && <p className="mt-1 text-bad text-xs">{fields.deliveryDays}</p>}
          </fieldset>
        </Fields>
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  customer: CustomerRecord
  address: CustomerAddress | undefined
  errors: Readonly<Record<string, string>>
  /** Stands before what the address is used for. */
  children: ReactNode
}

function Fields({ customer, address, errors, children }: FieldsProps) {
  const { locale } = useWorkspace()
  const options = countries(languageOf(locale)).map(({ code, name }) => ({ value: code, label: name }))
  const [country, setCountry] = useState(address?.country ?? customer.country)
  const labelOf = (name: string, label: string) => (name === 'region' ? stateCalled(country) : label)
  const asks = (name: string) => name === 'region' && needsState(country)
  const first = customer.addresses.every((one) => one.archivedAt)
  return (
    <>
      <Field label="Called" required hint="By which it is chosen: Warehouse north, Shop 12." error={errors.label}>
        <Input name="label" defaultValue={address?.label ?? (first ? 'Main' : '')} maxLength={60} autoFocus />
      </Field>
      <FieldGrid>
        {lines.map(([name, label, max, optional]) => (
          <Field key={name} label={labelOf(name, label)} required={!optional || asks(name)} error={errors[name]}>
            <Input
              name={name}
              defaultValue={address?.[name] ?? ''}
              placeholder={name === 'name' ? customer.name : undefined}
              maxLength={max}
            />
          </Field>
        ))}
        <Field label="Country" required error={errors.country}>
          <Select
            name="country"
            options={options}
            value={country}
            onChange={({ target }) => setCountry(target.value)}
          />
        </Field>
        {remarks.map(([name, label, max]) => (
          <Field key={name} label={label} error={errors[name]}>
            <Input name={name} defaultValue={address?.[name] ?? ''} maxLength={max} />
          </Field>
        ))}
      </FieldGrid>
      {children}
      <Checkbox
        name="isBillTo"
        label="Invoices go here"
        defaultChecked={address?.isBillTo ?? first}
        disabled={address?.isBillTo}
      />
      <Checkbox
        name="isShipTo"
        label="Goods usually go here"
        defaultChecked={address?.isShipTo ?? first}
        disabled={address?.isShipTo}
      />
    </>
  )
}
