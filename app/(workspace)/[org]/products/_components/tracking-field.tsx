import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { ProductRecord } from '@/server/catalog/queries'
import { trackingWords } from './product-words'

const options = Object.entries(trackingWords).map(([value, label]) => ({ value, label }))

/** Whether each delivery, or each piece, of a product is known by its number. */
export function TrackingField({ product, error }: { product?: ProductRecord; error?: string }) {
  return (
    <Field label="Stock is kept" hint="Can change only while there is none of it." error={error}>
      <Select name="tracking" options={options} defaultValue={product?.tracking ?? 'NONE'} />
    </Field>
  )
}
