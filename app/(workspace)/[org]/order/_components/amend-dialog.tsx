'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { focusFirstInvalid } from '@/components/submission'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Dialog } from '@/components/ui/dialog'
import { priceText } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { InPacks } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { OrderRecord, RecordLine } from '@/server/order/queries/record'
import { lowerable } from '@/server/order/rules/quantities'
import { ownLines } from '@/server/order/rules/returnables'
import { plainDecimal } from '@/server/platform/money/decimal'
import type { Discount } from '@/server/pricing/rules/discounts'
import { AmendFacts, canBeSaid, factsChanged, factsOf } from './amend-facts'
import { LineDiscount } from './line-discount'
import { askedLines, type DraftLine, discountOf, isPrice, newLine, readableLines, readLines } from './line-draft'
import { LineEditor } from './line-editor'
import { AddTools, withLines } from './line-tools'
import { useReasons } from './reasons'
import { readWhole, wholeChanged, wholeDraftOf } from './whole-draft'
import { WholeFields } from './whole-fields'

/** The quantity of a line that is not cancelled. The server checks again what can be changed. */
const standing = (line: RecordLine) => line.ordered - line.cancelled
/** The discount of a line as a person would type it. */
const typedDiscount = (line: RecordLine) =>
  line.discountReasonId === null
    ? ''
    : line.discountPercent === null
      ? plainDecimal(line.discountAmount ?? '0')
      : `${plainDecimal(line.discountPercent)} %`

/** What is wished of a line's discount: another one, none, or nothing where it stays; undefined also for what cannot be read. */
function discountWish(line: RecordLine, { discount, reasonId }: Wish): Discount | null | undefined {
  if (discount === undefined || (discount === typedDiscount(line) && reasonId === line.discountReasonId))
    return undefined
  if (discount === '') return line.discountReasonId === null ? undefined : null
  const off = discountOf(discount)
  return off && reasonId ? { ...off, reasonId } : undefined
}

const untouched = (line: RecordLine) => line.shipped + line.performed + line.invoiced === 0

interface Wish {
  quantity?: number | null
  unitPrice?: string
  discount?: string
  reasonId?: string
}

/** The price and availability of the added lines. */
function useAdded(customerId: string, added: readonly DraftLine[]) {
  const trpc = useTRPC()
  const lines = askedLines(readableLines(added))
  const { data } = useQuery({
    ...trpc.order.preview.queryOptions({ customerId, lines }),
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  return lines.length > 0 ? data?.lines : undefined
}

/** Changes quantities, prices, added lines, and the facts beside the lines. */
export function AmendDialog({ record: { order, lines }, onClose }: { record: OrderRecord; onClose: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { today } = useWorkspace()
  const reasons = useReasons()
  const [wishes, setWishes] = useState<Record<string, Wish>>({})
  const [facts, setFacts] = useState(() => factsOf(order))
  const [strict, setStrict] = useState(false)
  const before = wholeDraftOf(order)
  const [whole, setWhole] = useState(before)
  const [added, setAdded] = useState<DraftLine[]>(() => [newLine()])
  const amend = useMutation(
    trpc.order.amend.mutationOptions({
      onError,
      onSuccess: async () => {
        onClose()
        toast(`${order.number} amended`)
        await queries.invalidateQueries()
      },
    }),
  )
  const wish = (id: string, part: Wish) => setWishes((before) => ({ ...before, [id]: { ...before[id], ...part } }))
  const changes = lines.flatMap((line) => {
    const wished = wishes[line.id] ?? {}
    const { quantity, unitPrice } = wished
    const discount = discountWish(line, wished)
    const more = typeof quantity === 'number' && quantity !== standing(line) ? { quantity } : {}
    const price = unitPrice && Number(unitPrice) !== Number(line.grossPrice ?? line.unitPrice) ? { unitPrice } : {}
    const off = discount === undefined ? {} : { discount }
    return Object.keys({ ...more, ...price, ...off }).length > 0
      ? [{ lineId: line.id, standing: standing(line), ...more, ...price, ...off }]
      : []
  })
  const begun = added.some((line) => line.product || line.text || line.unitPrice)
  const read = begun ? readLines(added) : []
  const said = { ...factsChanged(facts, order), ...wholeChanged(before, whole) }
  const preview = useAdded(order.customerId, added)
  const readable =
    canBeSaid(facts, order, today) &&
    read !== null &&
    readWhole(whole) !== null &&
    changes.every(({ unitPrice }) => unitPrice === undefined || isPrice(unitPrice)) &&
    Object.values(wishes).every(({ discount, reasonId }) => !discount || (discountOf(discount) !== null && reasonId))
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="lg"
      title={`Amend ${order.number}`}
      description="Zero cancels a line. The floor puts back what is picked already; packed units stay, and units that have left keep their price. Added units are checked for credit and stock like a new order."
      actions={
        <Button
          tone="go"
          disabled={changes.length === 0 && !begun && Object.keys(said).length === 0}
          busy={amend.isPending}
          onClick={() => {
            if (readable) return amend.mutate({ orderId: order.id, lines: changes, added: read, ...said })
            setStrict(true)
            focusFirstInvalid('[role=dialog]')
          }}
        >
          Amend
        </Button>
      }
    >
      <ul className="mb-4 flex flex-col gap-2">
        {ownLines(lines).map((line) => (
          <li key={line.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span className="min-w-40 flex-1 max-sm:basis-full">
              <span className="block truncate">
                {line.description} <span className="text-ink-3 text-xs">{line.sku}</span>
              </span>
              <InPacks value={wishes[line.id]?.quantity ?? standing(line)} of={line} />
            </span>
            <QuantityInput
              aria-label={`Quantity of ${line.description}`}
              className={line.places > 0 ? 'w-48' : 'w-36'}
              of={line}
              stepper
              min={standing(line) - lowerable(line)}
              value={wishes[line.id]?.quantity === undefined ? standing(line) : (wishes[line.id]?.quantity ?? null)}
              onValueChange={(quantity) => wish(line.id, { quantity })}
            />
            <DecimalInput
              aria-label={`Price of ${line.description}`}
              className="w-28"
              disabled={!untouched(line)}
              value={wishes[line.id]?.unitPrice ?? priceText(line.grossPrice ?? line.unitPrice, order.currency)}
              onValueChange={(unitPrice) => wish(line.id, { unitPrice })}
            />
            <LineDiscount
              of={`of ${line.description}`}
              disabled={!untouched(line)}
              discount={wishes[line.id]?.discount ?? typedDiscount(line)}
              reasonId={wishes[line.id]?.reasonId ?? line.discountReasonId ?? ''}
              reasons={reasons}
              onChange={(part) => wish(line.id, part)}
            />
          </li>
        ))}
      </ul>
      <div className="mb-1.5 flex items-baseline justify-between">
        <h3 className="font-medium">Add lines</h3>
        <span className="flex flex-wrap justify-end gap-1">
          <AddTools customerId={order.customerId} onLines={(more) => setAdded((now) => withLines(now, more))} />
        </span>
      </div>
      <LineEditor
        lines={added}
        onChange={setAdded}
        preview={preview}
        currency={order.currency}
        customerId={order.customerId}
        strict={strict}
      />
      <h3 className="mt-4 mb-1.5 font-medium">On the whole</h3>
      <WholeFields
        value={whole}
        onChange={(part) => setWhole((now) => ({ ...now, ...part }))}
        strict={strict}
        fixed={!lines.every(untouched)}
      />
      <AmendFacts
        order={order}
        fixed={lines.some((line) => line.shipped > 0)}
        value={facts}
        onChange={(part) => setFacts((before) => ({ ...before, ...part }))}
        strict={strict}
      />
    </Dialog>
  )
}
