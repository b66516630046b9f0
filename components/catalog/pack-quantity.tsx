'use client'

import { Field } from '@/components/ui/field'
import { quantityOf } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { useWorkspace } from '@/components/ui/workspace'
import type { Pack } from '@/server/catalog/rules'
import type { Measure } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { type CountedPacks, countedIn, unitsCounted } from './in-packs'

interface Props {
  of: Measure
  packs: readonly Pack[]
  value: CountedPacks
  onChange: (value: CountedPacks) => void
}

const begun = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** How much lies in a place, said as a person counts it: three cases and five pieces. Below it stands what that is in units. */
export function PackQuantity({ of, packs, value, onChange }: Props) {
  const { locale } = useWorkspace()
  const sizes = countedIn(packs)
  const units = unitsCounted(value, packs)
  if (sizes.length === 0)
    return (
      <Field name="quantity" label="Counted" required>
        <QuantityInput of={of} value={value.loose} onValueChange={(loose) => onChange({ ...value, loose })} stepper />
      </Field>
    )
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">Counted</legend>
      {sizes.map(({ unit, quantity }) => (
        <Field key={unit} label={`${begun(packName(unit, false))} of ${quantityOf(quantity, of, locale)}`}>
          <QuantityInput
            value={value.packs[unit] ?? null}
            max={Math.floor(999_999_999 / quantity)}
            onValueChange={(count) => onChange({ ...value, packs: { ...value.packs, [unit]: count } })}
            stepper
          />
        </Field>
      ))}
      <Field name="quantity" label="Loose">
        <QuantityInput of={of} value={value.loose} onValueChange={(loose) => onChange({ ...value, loose })} stepper />
      </Field>
      <p aria-live="polite" className="text-ink-2">
        {units === null ? (
          'Count the packs, what lies loose, or both.'
        ) : (
          <>
            Together <strong className="font-semibold text-ink tabular-nums">{quantityOf(units, of, locale)}</strong>
          </>
        )}
      </p>
    </fieldset>
  )
}
