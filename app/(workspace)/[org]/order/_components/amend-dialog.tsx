'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { focusFirstInvalid } from '@/components/submission'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { ownLines } from '@/server/order/rules/returnables'
import { AmendFacts, canBeSaid, factsChanged, factsOf } from './amend-facts'
import { AmendLine } from './amend-line'
import { isRight, untouched, type Wish, wishedOf } from './amend-wish'
import { askedLines, type DraftLine, newLine, readableLines, readLines } from './line-draft'
import { LineEditor } from './line-editor'
import { AddTools, withLines } from './line-tools'
import { useReasons } from './reasons'
import { readWhole, wholeChanged, wholeDraftOf } from './whole-draft'
import { WholeFields } from './whole-fields'

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
  const changes = lines.flatMap((line) => wishedOf(line, wishes[line.id] ?? {}))
  const begun = added.some((line) => line.product || line.text || line.unitPrice)
  const read = begun ? readLines(added) : []
  const said = { ...factsChanged(facts, order), ...wholeChanged(before, whole) }
  const preview = useAdded(order.customerId, added)
  const readable =
    canBeSaid(facts, order, today) &&
    read !== null &&
    readWhole(whole) !== null &&
    lines.every((line) => isRight(wishes[line.id] ?? {}))
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
          disabled={changes.length === 0 && !begun && Object.keys(said).length === 0 && readable}
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
          <AmendLine
            key={line.id}
            line={line}
            currency={order.currency}
            wished={wishes[line.id] ?? {}}
            onWish={(part) => wish(line.id, part)}
            reasons={reasons}
            strict={strict}
          />
        ))}
      </ul>
      <div className="mb-1.5 flex items-baseline justify-between">
        <h3 className="font-medium">Add lines</h3>
        <span className="flex flex-wrap justify-end gap-1">
          <AddTools
            customerId={order.customerId}
            currency={order.currency}
            onLines={(more) => setAdded((now) => withLines(now, more))}
          />
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
