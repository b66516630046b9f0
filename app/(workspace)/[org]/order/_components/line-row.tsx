'use client'

import { memo, useRef, useState } from 'react'
import { PriceOrigin } from '@/components/order/price-origin'
import { Combobox } from '@/components/ui/combobox'
import { DecimalInput } from '@/components/ui/decimal-input'
import { FieldName } from '@/components/ui/field-name'
import { decimalText, formatQuantity, priceText } from '@/components/ui/format'
import { otherCurrencySaid } from '@/components/ui/other-currency'
import { Cell, Row } from '@/components/ui/table'
import { UnitPrice } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { PreviewLine } from '@/server/order/queries/preview'
import { FreeTextCell } from './free-text-cell'
import { LineButtons } from './line-buttons'
import { LineDiscount } from './line-discount'
import { type ChosenProduct, type DraftLine, type LineProblems, measureOf, priceThen } from './line-draft'
import { LineNet } from './line-net'
import { Problem, saidAt } from './line-problem'
import { LineQuantity } from './line-quantity'
import { LineStock } from './line-stock'
import { LineWords } from './line-words'
import type { useReasons } from './reasons'
import { WholeName } from './whole-name'

interface FoundOption extends ChosenProduct {
  sku?: string
  /** The address of its small picture. */
  image?: string | undefined
  /** The pack whose barcode was typed or scanned. */
  pack?: string | null
}
export type LineSearch = (text: string, signal: AbortSignal) => Promise<FoundOption[]>

/** The barcode of a case means one case. */
function scannedPack(packs: ChosenProduct['packs'], code: string | null | undefined) {
  const pack = code ? packs?.find((one) => one.unit === code) : undefined
  return pack ? { pack: pack.unit, quantity: pack.quantity } : { pack: '' }
}

/** Numbers stand close together, and what is said below a number goes on in the next line, so that all of them fit. */
const numberCell = 'whitespace-normal px-1.5 align-top stacked:h-auto'

/** Words that stand beside the fields begin on the line of what is typed there. */
const saidCell = 'px-1.5 pt-2.5 pb-1 align-top stacked:h-auto pointer-coarse:pt-3.5'

interface LineRowProps {
  line: DraftLine
  number: number
  told: PreviewLine | undefined
  problems: LineProblems | undefined
  currency: string
  reasons: ReturnType<typeof useReasons>
  search: LineSearch
  change: (key: string, part: Partial<DraftLine>) => void
  remove: (key: string) => void
  offers: boolean | undefined
  autoFocus: boolean | undefined
}

/** One line. It renders again only when it has changed, so that typing stays fast with hundreds of lines. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, number, told, problems, currency, reasons, search, change, remove, offers, autoFocus } = props
  const row = useRef<HTMLTableRowElement>(null)
  const { locale } = useWorkspace()
  const { key } = line
  const then = priceThen(line, told)
  const noPrice = otherCurrencySaid(line.unitPrice, currency) ?? problems?.unitPrice
  const [worded, setWorded] = useState(false)
  return (
    // In a narrow box the product has its own row, and the numbers stand below.
    <Row ref={row} className="stacked:grid stacked:grid-cols-[8.25rem_6.75rem_minmax(0,1fr)_auto] stacked:py-1.5">
      <Cell className="w-full min-w-37 max-w-0 whitespace-normal pr-1.5 align-top stacked:col-span-3 stacked:h-auto stacked:min-w-0 stacked:max-w-none">
        <FieldName className="hidden stacked:block">{line.taxCategoryId ? 'Text and tax' : 'Product'}</FieldName>
        {line.taxCategoryId ? (
          <FreeTextCell line={line} number={number} change={change} invalid={saidAt(`${key}p`, problems?.product)} />
        ) : (
          <Combobox
            aria-label={`Product of line ${number}`}
            takesRows
            value={line.product as FoundOption | null}
            imageOf={({ image }: FoundOption) => image}
            onValueChange={(product) => {
              const { value = '', label = '', packs = [], sku = '', pack } = product ?? {}
              const chosen = product && { ...measureOf(product), value, label, packs, note: sku }
              change(key, { product: chosen, was: undefined, ...scannedPack(packs, pack) })
            }}
            onTextChange={(text) => change(key, { text })}
            // After choosing a product the focus moves to the quantity, even while the product is still being searched.
            onCommit={() => row.current?.querySelector<HTMLElement>('[data-quantity]')?.focus()}
            initialText={line.text}
            search={search}
            placeholder="SKU, name, barcode or their number"
            className="w-full"
            autoFocus={autoFocus}
            {...saidAt(`${key}p`, problems?.product)}
          />
        )}
        {!line.taxCategoryId && <WholeName product={line.product} />}
        <Problem id={`${key}p`}>{problems?.product}</Problem>
        {(worded || line.section || line.note || line.optional) && (
          <LineWords line={line} number={number} change={change} offers={offers} />
        )}
      </Cell>
      <Cell numeric className={`${numberCell} stacked:pl-3.5`}>
        <LineQuantity
          line={line}
          aria-label={`Quantity of line ${number}`}
          min={1}
          data-quantity
          onChange={(part) => change(key, part)}
          {...saidAt(`${key}q`, problems?.quantity)}
        />
        <Problem id={`${key}q`}>
          {problems?.quantity ??
            (told?.nextSold
              ? `Next that is sold: ${formatQuantity(told.nextSold, measureOf(line.product), locale)}`
              : undefined)}
        </Problem>
      </Cell>
      <Cell numeric className={numberCell}>
        <FieldName className="hidden stacked:block ml-auto w-24">Price</FieldName>
        <DecimalInput
          aria-label={`Price of line ${number}`}
          className="ml-auto w-24"
          currency={currency}
          value={line.unitPrice}
          placeholder={told ? decimalText(priceText(told.grossPrice ?? told.unitPrice, currency), locale) : 'Price'}
          onValueChange={(unitPrice) => change(key, { unitPrice })}
          {...saidAt(`${key}u`, noPrice)}
        />
        {told && <PriceOrigin line={told} currency={currency} />}
        {told && then && (
          <span className="block text-warn text-xs">
            was <UnitPrice price={then.price} priceQuantity={then.per} of={told} currency={currency} />
          </span>
        )}
        <Problem id={`${key}u`}>{noPrice}</Problem>
      </Cell>
      <Cell
        numeric
        className={`${numberCell} stacked:order-last stacked:col-span-full stacked:px-3.5 stacked:text-left`}
      >
        <FieldName className="hidden stacked:block">Discount</FieldName>
        <LineDiscount
          of={`of line ${number}`}
          discount={line.discount ?? ''}
          reasonId={line.reasonId ?? ''}
          reasons={reasons}
          onChange={(part) => change(key, part)}
          invalid={problems?.discount && `${key}d`}
        />
        {told?.belowFloor && <span className="block text-warn text-xs">below the floor price</span>}
        <Problem id={`${key}d`}>{problems?.discount}</Problem>
      </Cell>
      <Cell numeric importance="low" className={saidCell}>
        <LineStock told={told} />
      </Cell>
      <Cell numeric className={`${saidCell} whitespace-normal stacked:col-span-2 stacked:pr-3.5`}>
        <LineNet told={told} currency={currency} />
        {told && told.available !== null && <LineStock told={told} className="min-w-24 @min-[56rem]/table:hidden" />}
      </Cell>
      <LineButtons
        line={line}
        number={number}
        worded={worded}
        onWords={() => setWorded(!worded)}
        onRemove={() => remove(key)}
      />
    </Row>
  )
})
