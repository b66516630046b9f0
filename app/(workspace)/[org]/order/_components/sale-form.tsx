'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Dispatch, type ReactNode, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react'
import { useFailure } from '@/components/failure'
import { focusFirstInvalid } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Instant } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { FoundCustomer } from '@/server/customer/queries'
import type { DeliveryRule } from '@/server/customer/schema'
import type { OrderPreview } from '@/server/order/queries/preview'
import type { PreviewInput } from '@/server/order/schema'
import type { CopyNote } from './copied-lines'
import type { CopyTaken } from './copy-from'
import { CopyNotes } from './copy-notes'
import { askedLines, type DraftLine, newLine, problemsOf, readableLines, readLines } from './line-draft'
import { LineEditor } from './line-editor'
import { LineTools, withLines } from './line-tools'
import { Outlook } from './sale-outlook'
import type { SaleRefusal } from './sale-refusal'
import { askedWhole, nothingOnTheWhole, readWhole, type WholeDraft } from './whole-draft'
import { WholeFields } from './whole-fields'

export type Sale = {
  customerId: string
  lines: NonNullable<ReturnType<typeof readLines>>
} & NonNullable<ReturnType<typeof readWhole>>

/** The customer and lines of an unsent order or quote. */
interface SaleDraft {
  customer: ComboboxOption | null
  /** Text in the customer box that does not select a customer. */
  customerText?: string
  lines: DraftLine[]
  /** A draft of before this was kept has none. */
  whole?: WholeDraft
  /** What was copied into it. */
  copies?: readonly CopyNote[]
}

/** The initial draft of an order or quote. */
export const beginSale = (first?: Partial<Pick<SaleDraft, 'customer' | 'lines' | 'whole' | 'copies'>>) => ({
  customer: first?.customer ?? null,
  customerText: '',
  lines: [...(first?.lines ?? []), newLine()],
  whole: first?.whole ?? nothingOnTheWhole,
  copies: first?.copies ?? [],
})

export interface SaleFormProps {
  draft: SaleDraft
  change: (part: Partial<SaleDraft> | ((before: SaleDraft) => Partial<SaleDraft>)) => void
  /** The server's refusal of this sale. */
  refused: SaleRefusal | null
  /** The earliest day on which the customer wants the goods. */
  requestedOn?: string
  deliveryRule?: DeliveryRule
  /** Where it goes, when that is not where the customer's goods usually go. */
  goesTo?: Pick<PreviewInput, 'addressId' | 'shipTo' | 'carrierServiceId' | 'warehouseId'>
  /** Whether it is an offer, of which lines can be optional. */
  offers?: boolean
  /** Stands above the lines, as long as there is a customer and no line: the last order, to be repeated. */
  repeats?: (customerId: string, take: (lines: DraftLine[]) => void) => ReactNode
  /** Stands above the customer: the notice about a restored draft. */
  head?: ReactNode
  /** Fields beside the customer; `strict` says whether errors are shown, `preview` what the sale would become. */
  children?: (strict: boolean, preview: OrderPreview | undefined) => ReactNode
  /** Stands below the lines; given whether what is wrong is to be said. */
  below?: (strict: boolean) => ReactNode
  /** Stands above the totals. */
  beside?: ReactNode
  /** The buttons. `send` calls back with the sale, or shows the errors at the fields. */
  actions: (send: (go: (sale: Sale) => void) => void) => ReactNode
}

/** Customer and lines of an order or quote, with totals, stock and credit as they would be now. */
export function SaleForm({
  draft,
  change,
  refused,
  requestedOn,
  deliveryRule,
  goesTo,
  offers,
  repeats,
  head,
  children,
  below,
  beside,
  actions,
}: SaleFormProps) {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const failure = useFailure()
  const { currency } = useWorkspace()
  const { customer, customerText, lines, whole = nothingOnTheWhole, copies = [] } = draft
  const [strict, setStrict] = useState(false)
  const setLines = useCallback<Dispatch<SetStateAction<DraftLine[]>>>(
    (next) => change((before) => ({ lines: typeof next === 'function' ? next(before.lines) : next })),
    [change],
  )
  const readable = readableLines(lines)
  const question =
    customer && readable.length > 0
      ? {
          customerId: customer.value,
          lines: askedLines(readable),
          ...askedWhole(whole),
          ...(offers && { isOffer: true }),
        }
      : null
  const asked = useSettled(question && { ...question, ...goesTo, requestedOn, deliveryRule })
  const counted = useCounted(asked, readable)
  const preview = useQuery({
    ...trpc.order.preview.queryOptions(asked ?? { customerId: '', lines: [] }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const findCustomer = async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const found = await client.customer.search.query({ text }, { signal })
    return found.map(({ id, name, ...one }) => ({ value: id, label: name, note: customerNote(one) }))
  }
  const untouched = !lines.some((line) => line.product || line.text || line.unitPrice)
  const told = question ? preview.data : undefined
  const take = (taken: DraftLine[]) => setLines((before) => withLines(before, taken))
  const copy = (copied: CopyTaken) => {
    change((before) => ({
      copies: [...(before.copies ?? []), copied.note],
      ...(before.customer ? {} : { customer: copied.customer }),
    }))
    take(copied.lines)
  }
  const wrong = {
    customer: customerText ? `No customer is chosen for “${customerText}”.` : !customer && 'Choose the customer.',
    // A line that is begun says itself what it lacks.
    lines: readable.length === 0 && !lines.some(problemsOf) && 'Add a product at least.',
  }
  const send = (go: (sale: Sale) => void) => {
    const [read, onTheWhole] = [readLines(lines), readWhole(whole)]
    if (customer && !customerText && read && onTheWhole)
      return go({ customerId: customer.value, lines: read, ...onTheWhole })
    setStrict(true)
    focusFirstInvalid('main')
  }
  return (
    <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_17rem] min-[1400px]:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-3.5">
        {head}
        <Card>
          <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
            <Field label="Customer" required error={(strict && wrong.customer) || (refused?.customer && refused.text)}>
              <Combobox
                value={customer}
                onValueChange={(option) => change({ customer: option })}
                onTextChange={(text) => change({ customerText: text })}
                initialText={customerText}
                search={findCustomer}
                // Whoever telephones says what they want next; the other fields are reached backwards.
                onCommit={() => document.querySelector<HTMLElement>('[data-sale-lines] [role=combobox]')?.focus()}
                placeholder="Name, number, town, postcode, telephone or contact"
                autoFocus={!customer}
              />
            </Field>
            {children?.(strict, told)}
          </div>
        </Card>
        {customer && untouched && repeats?.(customer.value, take)}
        <CopyNotes notes={copies} lines={lines} preview={told?.lines} />
        <Card
          title="Lines"
          aside={
            <LineTools
              currency={told?.currency ?? currency}
              customer={customer}
              offers={offers}
              onLines={take}
              onCopy={copy}
            />
          }
          flush
        >
          <LineEditor
            refused={refused}
            lines={lines}
            onChange={setLines}
            preview={told?.lines}
            currency={told?.currency ?? currency}
            customerId={customer?.value}
            autoFocus={customer !== null && lines.length === 1}
            strict={strict}
            offers={offers}
          />
          {strict && wrong.lines && <p className="px-4 py-2 text-bad text-xs">{wrong.lines}</p>}
        </Card>
        <Card title="On the whole">
          <WholeFields
            value={whole}
            onChange={(part) => change((before) => ({ whole: { ...(before.whole ?? nothingOnTheWhole), ...part } }))}
            strict={strict}
          />
        </Card>
        {below?.(strict)}
      </div>
      <div className="flex min-w-0 flex-col gap-3.5 lg:sticky lg:top-4">
        {preview.error && question && <Banner tone="bad">{failure(preview.error).text}</Banner>}
        {beside}
        <Outlook preview={question ? (counted ?? told) : undefined} requestedOn={requestedOn} offers={offers} />
        <div className="flex flex-wrap gap-2">{actions(send)}</div>
      </div>
    </div>
  )
}

type Asked = PreviewInput | null

/** What an offer comes to without its optional lines, asked of the server too; undefined where all lines count. */
function useCounted(asked: Asked, readable: ReturnType<typeof readableLines>): OrderPreview | undefined {
  const trpc = useTRPC()
  const counting = readable.filter((line) => !line.optional)
  const some = asked !== null && counting.length > 0 && counting.length < readable.length
  const { data } = useQuery({
    ...trpc.order.preview.queryOptions(
      some ? { ...asked, lines: askedLines(counting) } : { customerId: '', lines: [] },
    ),
    enabled: some,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  return some ? data : undefined
}

/** Says that a half-written form was restored, and offers to start again. */
export function TakenUp({ at, onStartAnew }: { at: Date | null; onStartAnew: () => () => void }) {
  if (!at) return null
  const startAnew = () => {
    const undo = onStartAnew()
    toast('Draft thrown away', { action: { label: 'Undo', onSelect: undo } })
  }
  return (
    <Banner className="mb-0" action={<Button onClick={startAnew}>Start again</Button>}>
      This is your draft of <Instant at={at} />, as you left it.
    </Banner>
  )
}

/** By what a customer is told apart in the list: number, town, and the person by whom they were found. */
const customerNote = (found: Pick<FoundCustomer, 'number' | 'billPostcode' | 'billCity' | 'contact'>) =>
  [found.contact, found.number, [found.billPostcode, found.billCity].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(' · ')

const pauseMs = 250

/** The value after a pause in typing, so that the server is not asked at every key. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  const latest = useRef(value)
  latest.current = value
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal text is the same question
  useEffect(() => {
    const pause = setTimeout(() => setSettled(latest.current), pauseMs)
    return () => clearTimeout(pause)
  }, [text])
  return settled
}
