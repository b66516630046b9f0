'use client'

import { useState } from 'react'
import { readDecimal } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import { discountOf } from './line-draft'

interface LineDiscountProps {
  /** What it is called for screen readers: `of line 1`. */
  of: string
  discount: string
  reasonId: string
  reasons: readonly { id: string; name: string }[]
  onChange: (part: { discount: string; reasonId: string }) => void
  disabled?: boolean
  invalid?: string
}

/** What is typed, with its decimals as they are written everywhere: `7,5 %` is `7.5 %`. */
function plainly(text: string, locale: string): string {
  const percent = text.trim().endsWith('%')
  const plain = readDecimal(text.replace(/\s*%\s*$/, ''), locale)
  return plain === null ? text.trim() : percent ? `${plain} %` : plain
}

/** What is taken off a price: `10 %`, `free`, or an amount; and, as soon as something is, why. */
export function LineDiscount({ of, discount, reasonId, reasons, onChange, disabled, invalid }: LineDiscountProps) {
  const { locale } = useWorkspace()
  const [typed, setTyped] = useState<string | null>(null)
  const said = invalid ? { 'aria-invalid': true, 'aria-describedby': invalid } : {}
  const lacksReason = discountOf(discount) !== null && reasonId === ''
  return (
    <span className="flex flex-col items-end gap-1 stacked:flex-row stacked:flex-wrap">
      <Input
        aria-label={`Discount ${of}`}
        className="w-24 text-right tabular-nums"
        autoComplete="off"
        maxLength={20}
        placeholder="none"
        disabled={disabled}
        value={typed ?? discount}
        {...(!lacksReason && said)}
        onChange={(event) => {
          setTyped(event.target.value)
          const text = plainly(event.target.value, locale)
          onChange({ discount: text, reasonId: text ? reasonId : '' })
        }}
        onBlur={() => setTyped(null)}
      />
      {discount !== '' && (
        <Select
          aria-label={`Reason for the discount ${of}`}
          className="w-36 @max-[45.5rem]/table:w-28 in-data-sale-lines:w-32 stacked:w-36"
          disabled={disabled}
          placeholder="Why?"
          options={reasons.map(({ id, name }) => ({ value: id, label: name }))}
          value={reasonId}
          {...(lacksReason && said)}
          onChange={(event) => onChange({ discount, reasonId: event.target.value })}
        />
      )}
    </span>
  )
}
