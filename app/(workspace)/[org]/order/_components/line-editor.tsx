'use client'

import { type Dispatch, type SetStateAction, useCallback } from 'react'
import { pictureAddress } from '@/components/catalog/product-picture'
import { useTRPCClient } from '@/components/trpc-provider'
import { HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { useWorkspace } from '@/components/ui/workspace'
import type { PreviewLine } from '@/server/order/queries/preview'
import { foundNote } from './found-note'
import { type DraftLine, isReadable, measureOf, newLine, problemsOf, remeasured } from './line-draft'
import { LineRow, type LineSearch } from './line-row'
import { onEnter } from './on-enter'
import { useReasons } from './reasons'

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
  const search = useCallback<LineSearch>(
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
      <TableHead className="stacked:sr-only">
        <Row>
          <HeadCell className="w-full pr-1.5">Product</HeadCell>
          <HeadCell numeric className="px-1.5">
            Quantity
          </HeadCell>
          <HeadCell numeric className="px-1.5">
            Price
          </HeadCell>
          <HeadCell numeric className="px-1.5">
            Discount
          </HeadCell>
          <HeadCell numeric importance="low" className="px-1.5">
            Available
          </HeadCell>
          <HeadCell numeric className="px-1.5">
            Net
          </HeadCell>
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
