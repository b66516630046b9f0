import { FieldGrid } from '@/components/record-form'
import { Checkbox } from '@/components/ui/checkbox'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Field } from '@/components/ui/field'
import { FoldCard } from '@/components/ui/fold-card'
import { priceText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { ProductRecord } from '@/server/catalog/queries'
import type { ProductInput } from '@/server/catalog/schema'
import type { Measure } from '@/server/platform/money/quantity'
import { MeasureFields, soldInOf } from './measure-fields'
import { PackFields, packsOf } from './pack-fields'
import { ReturnableFields, returnablesOf } from './returnable-fields'

/** How it is sold, as the fields have it. */
export const soldOf = (fields: Record<string, string>) => ({
  unit: fields.unit as ProductInput['unit'],
  places: Number(fields.places ?? 0),
  ...soldInOf(fields),
  packs: packsOf(fields),
  returnables: returnablesOf(fields),
  floorPrice: fields.floorPrice || null,
  refusesShort: fields.refusesShort === 'on',
})

const inside = ['unit', 'places', 'minQuantity', 'multiple', 'packs', 'returnables', 'floorPrice', 'refusesShort']

interface SoldCardProps {
  product: ProductRecord | undefined
  errors: Readonly<Record<string, string>>
  of: Measure
  onMeasure: (of: Measure) => void
}

/** In which unit and packs, from which quantity on and down to which price a product is sold. */
export function SoldCard({ product, errors, of, onMeasure }: SoldCardProps) {
  const { currency } = useWorkspace()
  const said =
    product !== undefined &&
    (product.unit !== 'C62' ||
      product.minQuantity > 1 ||
      product.multiple > 1 ||
      product.packs.length > 0 ||
      product.returnables.length > 0 ||
      product.floorPrice !== null ||
      product.refusesShort)
  return (
    <FoldCard
      title="How it is sold"
      hint="One by one, unless you say otherwise: unit, packs, deposits, minimum, floor price"
      open={said || inside.some((field) => errors[field])}
    >
      <FieldGrid>
        <MeasureFields product={product} errors={errors} onMeasure={onMeasure} />
        <Field
          label={`Floor price in ${currency}`}
          hint="A price made by hand, or after a discount, is refused below it, unless somebody may go there."
          error={errors.floorPrice}
        >
          <DecimalInput
            name="floorPrice"
            currency={currency}
            defaultValue={product?.floorPrice ? priceText(product.floorPrice, currency) : ''}
            maxLength={20}
          />
        </Field>
        <Checkbox
          name="refusesShort"
          defaultChecked={product?.refusesShort}
          label="Refuse orders that cannot be promised"
          hint="Otherwise what is short waits for stock."
        />
      </FieldGrid>
      <PackFields packs={product?.packs ?? []} of={of} error={errors.packs} />
      {(!product || product.kind === 'GOODS') && (
        <ReturnableFields returnables={product?.returnables ?? []} of={of} error={errors.returnables} />
      )}
    </FoldCard>
  )
}
