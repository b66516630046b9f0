'use client'

import { FieldGrid } from '@/components/record-form'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useWeightUnit, WeightInput } from '@/components/ui/weight-input'
import { useWorkspace } from '@/components/ui/workspace'
import type { ServiceRow } from '@/server/carrier/queries'
import { minorToDecimal } from '@/server/platform/money/money'
import { FreightField } from '../_components/freight-field'

interface ServiceFieldsProps {
  service?: ServiceRow
  errors: Readonly<Record<string, string>>
}

/** The fields of a carrier's service. */
export function ServiceFields({ service, errors }: ServiceFieldsProps) {
  const { currency } = useWorkspace()
  const unit = useWeightUnit()
  const written = (minor: bigint | null | undefined) => (minor == null ? '' : minorToDecimal(minor, currency))
  return (
    <FieldGrid>
      <Field label="Name" required error={errors.name}>
        <Input name="name" defaultValue={service?.name} maxLength={100} />
      </Field>
      <Field label="Working days on the way" required error={errors.transitDays}>
        <Input name="transitDays" type="number" min={0} max={60} defaultValue={service?.transitDays ?? 2} />
      </Field>
      <Field label="Cut-off" required hint="Later shipments leave on the next working day." error={errors.cutOff}>
        <Input name="cutOff" type="time" defaultValue={service?.cutOff ?? '15:00'} />
      </Field>
      <Field
        label={`Heaviest parcel in ${unit}`}
        hint="Heavier ones are refused or packed into several."
        error={errors.maxWeightGrams}
      >
        <WeightInput name="maxWeightGrams" defaultValue={service?.maxWeightGrams} maxLength={12} />
      </Field>
      <Field
        label={`Cost per shipment in ${currency}`}
        hint="However many parcels are in it."
        required
        error={errors.priceMinor && 'Write an amount.'}
      >
        <DecimalInput name="price" currency={currency} defaultValue={written(service?.priceMinor ?? 0n)} />
      </Field>
      <FreightField
        label="Charged to the customer"
        table={service?.freight ?? null}
        none="as Settings → Charges says"
        error={errors.freight}
      />
    </FieldGrid>
  )
}
