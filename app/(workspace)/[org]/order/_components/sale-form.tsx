'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useFailure } from '@/components/failure'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { OrderPreview } from '@/server/order/queries/preview'
import { creditStateWords, noPromiseWords } from '@/server/order/words/en'
import { type DraftLine, newLine, readLines } from './line-draft'
import { LineEditor } from './line-editor'
import { PasteLines } from './paste-lines'

export interface Sale {
  customerId: string
  lines: NonNullable<ReturnType<typeof readLines>>
}

/** Says where a form that is filled already comes from. */
export const copiedNote = (copied: { number?: string } | undefined) =>
  copied?.number ? `Copied from ${copied.number}, with the prices it had. Empty a price to take today's.` : undefined

interface SaleFormProps {
  first?: { customer: ComboboxOption | null; lines: DraftLine[] }
  /** The customer wants it no earlier than this. */
  requestedOn?: string
  /** Fields beside the customer. */
  children?: ReactNode
  /** The buttons; `sale` is null while something is missing. */
  actions: (sale: Sale | null) => ReactNode
}

/** Customer and lines of an order or quote, with totals, stock and credit as they would be now. */
export function SaleForm({ first, requestedOn, children, actions }: SaleFormProps) {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const failure = useFailure()
  const { currency } = useWorkspace()
  const [customer, setCustomer] = useState<ComboboxOption | null>(first?.customer ?? null)
  const [lines, setLines] = useState<DraftLine[]>(() => [...(first?.lines ?? []), newLine()])
  const readable = readLines(lines)
  const sale = customer && readable ? { customerId: customer.value, lines: readable } : null
  const asked = useSettled(sale && { ...sale, requestedOn })
  const preview = useQuery({
    ...trpc.order.preview.queryOptions(asked ?? { customerId: '', lines: [] }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const findCustomer = async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const found = await client.customer.search.query({ text }, { signal })
    return found.map(({ id, name, number }) => ({ value: id, label: name, note: number }))
  }
  const told = sale ? preview.data : undefined
  const take = (taken: DraftLine[]) =>
    setLines((before) => [...before.filter((line) => line.product), ...taken, newLine()])
  return (
    <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(260px,320px)]">
      <div className="flex min-w-0 flex-col gap-3.5">
        <Card>
          <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
            <Field label="Customer" required>
              <Combobox
                value={customer}
                onValueChange={setCustomer}
                search={findCustomer}
                placeholder="Name, number or e-mail"
                autoFocus={!first}
              />
            </Field>
            {children}
          </div>
        </Card>
        <Card title="Lines" aside={<PasteLines onLines={take} />} flush>
          <LineEditor
            lines={lines}
            onChange={setLines}
            preview={told?.lines}
            currency={told?.currency ?? currency}
            autoFocus={Boolean(first?.customer) && first?.lines.length === 0}
          />
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-3.5 lg:sticky lg:top-4">
        {preview.error && sale && <Banner tone="bad">{failure(preview.error).text}</Banner>}
        <Outlook preview={told} requestedOn={requestedOn} />
        <div className="flex flex-wrap gap-2">{actions(sale)}</div>
      </div>
    </div>
  )
}

const pauseMs = 250

/** What is asked of the server: not each key that is typed, but where a hand rests. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  const latest = useRef(value)
  latest.current = value
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words are the same question
  useEffect(() => {
    const pause = setTimeout(() => setSettled(latest.current), pauseMs)
    return () => clearTimeout(pause)
  }, [text])
  return settled
}

/** What would come of it now. */
function Outlook({ preview, requestedOn }: { preview: OrderPreview | undefined; requestedOn: string | undefined }) {
  if (!preview)
    return (
      <Card title="Total">
        <p className="text-ink-3">Choose a customer and a product; prices, stock and credit appear here.</p>
      </Card>
    )
  const { totals, credit, currency, promisedOn, noPromise } = preview
  const money = (minor: bigint) => <Money minor={minor} currency={currency} />
  const fine = credit.state === 'PASSED' || credit.state === 'NOT_NEEDED'
  return (
    <Card title="Total">
      <Facts
        facts={[
          { label: 'Net', value: money(totals.netMinor) },
          ...totals.taxes.map((tax) => ({ label: `Tax ${Number(tax.rate)} %`, value: money(tax.taxMinor) })),
          { label: 'Total', value: money(totals.grossMinor), strong: true },
          {
            label: 'Arrives',
            value: promisedOn ? (
              <Day day={promisedOn} style="weekday" />
            ) : (
              <Tag tone={noPromise === 'ADDRESS' ? 'bad' : 'warn'}>{noPromiseWords(noPromise)}</Tag>
            ),
          },
          promisedOn !== null &&
            requestedOn !== undefined &&
            promisedOn > requestedOn && { label: '', value: 'the first day after the wished one that can be kept' },
          { label: 'Credit', value: <Tag tone={fine ? 'ok' : 'warn'}>{creditStateWords(credit.state)}</Tag> },
          credit.limitMinor !== null && {
            label: 'Owed then',
            value: (
              <>
                {money(credit.afterMinor)} of {money(credit.limitMinor)}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}
