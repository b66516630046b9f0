import { FieldGrid } from '@/components/record-form'
import { Field } from '@/components/ui/field'
import { FoldCard } from '@/components/ui/fold-card'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ProductRecord } from '@/server/catalog/queries'
import type { ProductInput } from '@/server/catalog/schema'
import { trackingWords } from './product-words'

const trackings = Object.entries(trackingWords).map(([value, label]) => ({ value, label }))

/** Length, width and height, by the names of their fields. */
const sizes = [
  ['lengthMm', 'Length in millimetres'],
  ['widthMm', 'Width in millimetres'],
  ['heightMm', 'Height in millimetres'],
] as const

/** How it is kept, as the fields have it. */
export const keptOf = (fields: Record<string, string>) => ({
  tracking: fields.tracking as ProductInput['tracking'],
  ...Object.fromEntries(sizes.map(([name]) => [name, fields[name] ? Number(fields[name]) : null])),
})

interface KeptCardProps {
  product: ProductRecord | undefined
  errors: Readonly<Record<string, string>>
}

/** How stock of a product is kept, and how large it is. */
export function KeptCard({ product, errors }: KeptCardProps) {
  const said = product !== undefined && (product.tracking !== 'NONE' || sizes.some(([name]) => product[name] !== null))
  return (
    <FoldCard
      title="How it is kept"
      hint="All together, unless you say otherwise: lots, serial numbers, size"
      open={said || Boolean(errors.tracking) || sizes.some(([name]) => errors[name])}
    >
      <FieldGrid>
        <Field label="Stock is kept" hint="Can change only while there is none of it." error={errors.tracking}>
          <Select name="tracking" options={trackings} defaultValue={product?.tracking ?? 'NONE'} />
        </Field>
        {sizes.map(([name, label]) => (
          <Field key={name} label={label} error={errors[name]}>
            <Input name={name} inputMode="numeric" defaultValue={product?.[name] ?? ''} maxLength={6} />
          </Field>
        ))}
      </FieldGrid>
    </FoldCard>
  )
}
