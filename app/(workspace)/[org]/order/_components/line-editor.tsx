'use client'

import { type Dispatch, memo, type SetStateAction, useCallback, useRef, useState } from 'react'
import { pictureAddress } from '@/components/catalog/product-picture'
import { PriceOrigin } from '@/components/order/price-origin'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { DecimalInput } from '@/components/ui/decimal-input'
import { decimalText, formatQuantity, priceText } from '@/components/ui/format'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { UnitPrice } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { PreviewLine } from '@/server/order/queries/preview'
import { foundNote } from './found-note'
import { FreeTextCell } from './free-text-cell'
import { LineDiscount } from './line-discount'
import {
  type ChosenProduct,
  type DraftLine,
  isReadable,
  type LineProblems,
  measureOf,
  newLine,
  priceThen,
  problemsOf,
  remeasured,
} from './line-draft'
import { LineNet } from './line-net'
import { Problem, saidAt } from './line-problem'
import { LineQuantity } from './line-quantity'
import { LineStock } from './line-stock'
import { LineWords } from './line-words'
import { onEnter } from './on-enter'
import { useReasons } from './reasons'
import { WholeName } from './whole-name'

interface FoundOption extends ChosenProduct {
  sku?: string
  /** The address of its small picture. */
  image?: string | undefined
  /** The pack whose barcode was typed or scanned. */
  pack?: string | null
}
type Search = (text: string, signal: AbortSignal) => Promise<FoundOption[]>

interface LineEditorProps {
  lines: readonly DraftLine[]
  onChange: Dispatch<SetStateAction<DraftLine[]>>
  /** The server's answer about each complete line, in order. */
  preview?: readonly PreviewLine[]
  currency: string
  /** Whose own numbers find products too. */
  customerId?: string | undefined
  /** Whether the first empty line takes the focus when it appears. */
  autoFocus?: boolean
  /** Whether errors are shown at the fields. A line that is still being written shows none before that. */
  strict?: boolean
  /** Whether they are offered, so that some can be optional. */
  offers?: boolean | undefined
  /** The server's refusal, and its product. */
  refused?: { sku?: string; text: string } | null
}

/** Edits lines by SKU, name or barcode. A new empty line appears as soon as the last one is used. */
export function LineEditor({
  lines,
  onChange,
  preview,
  currency,
  customerId,
  autoFocus,
  strict,
  offers,
  refused,
}: LineEditorProps) {
  const client = useTRPCClient()
  const { locale, slug } = useWorkspace()
  const search = useCallback<Search>(
    async (text, signal) => {
      const found = await client.catalog.search.query({ text, customerId }, { signal })
      return found.map(({ id, name, sku, unit, places, packs, pack, picture, ...said }) => ({
        value: id,
        label: name,
        note: foundNote({ sku, unit, places, ...said }, locale),
        image: picture ? pictureAddress(slug, { productId: id, picture }, 'small') : undefined,
        sku,
        unit,
        places,
        packs,
        pack,
      }))
    },
    [client, customerId, locale, slug],
  )
  const change = useCallback(
    (key: string, part: Partial<DraftLine>) =>
      onChange((before) => {
        const next = before.map((line) =>
          line.key === key ? { ...line, ...remeasuredFor(line, part), ...part } : line,
        )
        return next.at(-1)?.product || next.at(-1)?.text ? [...next, newLine()] : next
      }),
    [onChange],
  )
  const remove = useCallback((key: string) => onChange((before) => before.filter((one) => one.key !== key)), [onChange])
  const reasons = useReasons()
  let told = 0
  return (
    <Table label="Lines" onKeyDown={onEnter} data-sale-lines>
      <TableHead className="max-sm:sr-only">
        <Row>
          <HeadCell className="w-full">Product</HeadCell>
          <HeadCell numeric>Quantity</HeadCell>
          <HeadCell numeric>Price</HeadCell>
          <HeadCell numeric>Discount</HeadCell>
          <HeadCell numeric className="@max-[46rem]/table:hidden">
            Available
          </HeadCell>
          <HeadCell numeric>Net</HeadCell>
          <HeadCell>
            <span className="sr-only">Remove</span>
          </HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            number={index + 1}
            told={isReadable(line) ? preview?.[told++] : undefined}
            problems={
              refused?.sku && line.product?.note === refused.sku
                ? { product: refused.text }
                : strict
                  ? problemsOf(line)
                  : undefined
            }
            currency={currency}
            reasons={reasons}
            search={search}
            change={change}
            remove={remove}
            offers={offers}
            autoFocus={autoFocus && index === lines.length - 1}
          />
        ))}
      </TableBody>
    </Table>
  )
}

/** The quantity in the measure of another product: of what stands there now, because it may be typed while the product is still being searched. */
const remeasuredFor = (line: DraftLine, { product }: Partial<DraftLine>) =>
  product === undefined ? {} : { quantity: remeasured(line.quantity, measureOf(line.product), measureOf(product)) }

/** The barcode of a case means one case. */
function scannedPack(packs: ChosenProduct['packs'], code: string | null | undefined) {
  const pack = code ? packs?.find((one) => one.unit === code) : undefined
  return pack ? { pack: pack.unit, quantity: pack.quantity } : { pack: '' }
}

interface LineRowProps {
  line: DraftLine
  number: number
  told: PreviewLine | undefined
  problems: LineProblems | undefined
  currency: string
  reasons: ReturnType<typeof useReasons>
  search: Search
  change: (key: string, part: Partial<DraftLine>) => void
  remove: (key: string) => void
  offers: boolean | undefined
  autoFocus: boolean | undefined
}

/** One line. It renders again only when it has changed, so that typing stays fast with hundreds of lines. */
const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, number, told, problems, currency, reasons, search, change, remove, offers, autoFocus } = props
  const row = useRef<HTMLTableRowElement>(null)
  const { locale } = useWorkspace()
  const { key } = line
  const measure = measureOf(line.product)
  const then = priceThen(line, told)
  const [worded, setWorded] = useState(false)
  return (
    // On a phone the product has its own row, and the price stands below.
    <Row
      ref={row}
      className="max-sm:grid max-sm:grid-cols-[auto_auto_1fr_auto] max-sm:items-center max-sm:gap-y-1 max-sm:py-2"
    >
      <Cell className="w-full min-w-48 max-w-0 max-sm:col-span-full max-sm:h-auto max-sm:max-w-none">
        {line.taxCategoryId ? (
          <FreeTextCell line={line} number={number} change={change} invalid={saidAt(`${key}p`, problems?.product)} />
        ) : (
          <Combobox
            aria-label={`Product of line ${number}`}
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
        <WholeName product={line.product} />
        <Problem id={`${key}p`}>{problems?.product}</Problem>
        {(worded || line.section || line.note || line.optional) && (
          <LineWords line={line} number={number} change={change} offers={offers} />
        )}
      </Cell>
      <Cell numeric className="max-sm:h-auto max-sm:pr-0">
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
            (told?.nextSold ? `Next that is sold: ${formatQuantity(told.nextSold, measure, locale)}` : undefined)}
        </Problem>
      </Cell>
      <Cell numeric className="max-sm:h-auto max-sm:pr-0">
        <DecimalInput
          aria-label={`Price of line ${number}`}
          className="w-24"
          value={line.unitPrice}
          placeholder={told ? decimalText(priceText(told.grossPrice ?? told.unitPrice, currency), locale) : 'Price'}
          onValueChange={(unitPrice) => change(key, { unitPrice })}
          {...saidAt(`${key}u`, problems?.unitPrice)}
        />
        {told && <PriceOrigin line={told} currency={currency} />}
        {told && then && (
          <span className="block text-warn text-xs">
            was <UnitPrice price={then.price} priceQuantity={then.per} of={told} currency={currency} />
          </span>
        )}
        <Problem id={`${key}u`}>{problems?.unitPrice}</Problem>
      </Cell>
      <Cell numeric className="max-sm:order-last max-sm:col-span-full max-sm:h-auto">
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
      <Cell numeric className="@max-[46rem]/table:hidden">
        <LineStock told={told} />
      </Cell>
      <Cell numeric className="max-sm:h-auto">
        <LineNet told={told} currency={currency} />
        {told && <LineStock told={told} className="@min-[46rem]/table:hidden" />}
      </Cell>
      <Cell className="whitespace-nowrap px-1 max-sm:h-auto max-sm:px-1">
        {line.product && (
          <Button
            tone="quiet"
            size="sm"
            aria-label={`Heading or note of line ${number}`}
            aria-pressed={worded}
            onClick={() => setWorded(!worded)}
            className="min-w-6 px-1.5 pointer-coarse:min-w-11"
          >
            ¶
          </Button>
        )}
        {(line.product || line.text || line.unitPrice || line.discount) && (
          <Button
            tone="quiet"
            size="sm"
            aria-label={`Remove line ${number}`}
            onClick={() => remove(key)}
            className="min-w-6 px-1.5 pointer-coarse:min-w-11"
          >
            ✕
          </Button>
        )}
      </Cell>
    </Row>
  )
})
