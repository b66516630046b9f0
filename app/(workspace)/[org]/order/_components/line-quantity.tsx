'use client'

import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'
import { FieldName } from '@/components/ui/field-name'
import { formatQuantity } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import { pieces } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { unitMark } from '@/server/platform/words/units'
import { type DraftLine, measureOf, packIn } from './line-draft'

type LineQuantityProps = Omit<ComponentProps<typeof QuantityInput>, 'of' | 'value' | 'onValueChange' | 'unit'> & {
  line: DraftLine
  onChange: (part: Pick<Partial<DraftLine>, 'quantity' | 'pack'>) => void
}

/** How much is wanted, in units or in a pack of the product: two cases of twelve are 24. */
export function LineQuantity({ line, onChange, ...rest }: LineQuantityProps) {
  const { locale } = useWorkspace()
  const measure = measureOf(line.product)
  const packs = line.product?.packs ?? []
  const pack = packIn(line)
  const size = pack?.quantity ?? 1
  return (
    <>
      <FieldName className="hidden stacked:block">Quantity</FieldName>
      <QuantityInput
        {...rest}
        className={cn('ml-auto stacked:ml-0', packs.length > 0 || unitMark(measure.unit) ? 'w-28' : 'w-20')}
        of={pack ? pieces : measure}
        value={line.quantity === null ? null : line.quantity / size}
        onValueChange={(count) => onChange({ quantity: count === null ? null : count * size })}
      />
      {packs.length > 0 && (
        <Select
          aria-label={`${rest['aria-label']}, in packs`}
          className="mt-1 w-28"
          value={pack?.unit ?? ''}
          options={[
            { value: '', label: unitMark(measure.unit) || 'single' },
            ...packs.map((one) => ({
              value: one.unit,
              label: `${packName(one.unit)} of ${formatQuantity(one.quantity, measure, locale)}`,
            })),
          ]}
          onChange={(event) => {
            const next = packs.find((one) => one.unit === event.target.value)
            // The number that stands there stays: two become two cases.
            const count = (line.quantity ?? size) / size
            onChange(
              next ? { pack: next.unit, quantity: Math.round(count) * next.quantity } : { pack: '', quantity: count },
            )
          }}
        />
      )}
    </>
  )
}
