'use client'

import { DecimalInput } from '@/components/ui/decimal-input'
import { FieldName } from '@/components/ui/field-name'
import { priceText } from '@/components/ui/format'
import { otherCurrencySaid } from '@/components/ui/other-currency'
import { QuantityInput } from '@/components/ui/quantity-input'
import { InPacks } from '@/components/ui/text'
import type { RecordLine } from '@/server/order/queries/record'
import { lowerable } from '@/server/order/rules/quantities'
import { problemsIn, standing, typedDiscount, untouched, type Wish } from './amend-wish'
import { LineDiscount } from './line-discount'
import { Problem, saidAt } from './line-problem'

interface AmendLineProps {
  line: RecordLine
  currency: string
  wished: Wish
  onWish: (part: Wish) => void
  reasons: readonly { id: string; name: string }[]
  /** Whether errors are shown. */
  strict: boolean
}

/** Quantity, price and discount of a line of an order that stands. */
export function AmendLine({ line, currency, wished, onWish, reasons, strict }: AmendLineProps) {
  const { quantity = standing(line) } = wished
  const problems = strict ? problemsIn(wished) : {}
  const noPrice = otherCurrencySaid(wished.unitPrice, currency) ?? problems.unitPrice
  return (
    <li className="group flex flex-wrap items-start gap-x-3 gap-y-1.5">
      <span className="min-w-40 flex-1 max-sm:basis-full sm:pt-1.5 sm:group-first:pt-6">
        <span className="block truncate">
          {line.description} <span className="text-ink-3 text-xs">{line.sku}</span>
        </span>
        <InPacks value={quantity ?? standing(line)} of={line} />
      </span>
      <span>
        <FieldName className="sm:hidden sm:group-first:block">Quantity</FieldName>
        <QuantityInput
          aria-label={`Quantity of ${line.description}`}
          className={line.places > 0 ? 'w-48' : 'w-36'}
          of={line}
          stepper
          min={standing(line) - lowerable(line)}
          value={quantity}
          onValueChange={(next) => onWish({ quantity: next })}
          {...saidAt(`${line.id}q`, problems.quantity)}
        />
        <Problem id={`${line.id}q`}>{problems.quantity}</Problem>
      </span>
      <span>
        <FieldName className="sm:hidden sm:group-first:block">Price</FieldName>
        <DecimalInput
          aria-label={`Price of ${line.description}`}
          className="w-28"
          disabled={!untouched(line)}
          currency={currency}
          value={wished.unitPrice ?? priceText(line.grossPrice ?? line.unitPrice, currency)}
          onValueChange={(unitPrice) => onWish({ unitPrice })}
          {...saidAt(`${line.id}u`, noPrice)}
        />
        <Problem id={`${line.id}u`}>{noPrice}</Problem>
      </span>
      <span>
        <FieldName className="sm:hidden sm:group-first:block">Discount</FieldName>
        <LineDiscount
          of={`of ${line.description}`}
          disabled={!untouched(line)}
          discount={wished.discount ?? typedDiscount(line)}
          reasonId={wished.reasonId ?? line.discountReasonId ?? ''}
          reasons={reasons}
          onChange={onWish}
          invalid={problems.discount && `${line.id}d`}
        />
        <Problem id={`${line.id}d`}>{problems.discount}</Problem>
      </span>
    </li>
  )
}
