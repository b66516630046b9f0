'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { PasteRows } from '@/components/order/paste-rows'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Input, Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { isDay } from '@/server/platform/time/calendar'
import type { PlannedRecord } from '@/server/supply/queries/planned'
import type { SupplierRecord } from '@/server/supply/queries/suppliers'
import type { ChangePlannedInput } from '@/server/supply/schema'
import { linesOf, newPlannedLine, type PlannedDraftLine, PlannedLines, sentLines } from './planned-lines'
import { WarehouseField } from './warehouse-field'

interface PlannedFormProps {
  /** The list that is changed; a new one when left out. */
  planned?: PlannedRecord
  /** The supplier that a new one is begun with. */
  supplier?: Pick<SupplierRecord, 'id' | 'name' | 'number' | 'leadDays'>
}

interface Sent extends Omit<ChangePlannedInput, 'id' | 'version'> {
  supplierId: string
}

/** A purchase list that is written or changed: from whom, what, how much, when. */
export function PlannedForm({ planned, supplier: begun }: PlannedFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const [supplier, setSupplier] = useState<(ComboboxOption & { leadDays?: number }) | null>(
    begun ? { value: begun.id, label: begun.name, note: begun.number, leadDays: begun.leadDays } : null,
  )
  const [expectedOn, setExpectedOn] = useState('')
  const [lines, setLines] = useState<PlannedDraftLine[]>(() => linesOf(planned))
  const [strict, setStrict] = useState(false)
  const [warehouseId, setWarehouseId] = useState<string | null>(null)
  const atVersion = useVersion(planned?.version, () => client.supply.record.query({ id: planned?.id ?? '' }))
  const { busy, text, submit } = useSubmission({
    send: async ({ supplierId, ...input }: Sent) => {
      if (!planned)
        return (await client.supply.plan.mutate({ ...input, supplierId, ...(warehouseId ? { warehouseId } : {}) })).id
      const { id } = planned
      await atVersion((version) => client.supply.change.mutate({ ...input, id, version }))
      return id
    },
    onDone: async (id) => {
      await queries.invalidateQueries(trpc.pathFilter())
      router.push(href(`/fulfilment/planned/${id}`))
    },
  })
  const search = async (query: string, signal: AbortSignal) => {
    const found = await client.supply.searchSuppliers.query({ text: query }, { signal })
    return found.map(({ id, name, number, leadDays }) => ({ value: id, label: name, note: number, leadDays }))
  }
  const supplierId = planned?.supplierId ?? supplier?.value
  const wrongDay = expectedOn !== '' && !isDay(expectedOn) && 'Choose a day, or leave it empty.'
  const send = ({ reference, note }: Record<string, string>) => {
    setStrict(true)
    const sent = sentLines(lines)
    if (!supplierId || !sent || wrongDay) return
    void submit({ supplierId, reference, note, lines: sent, ...(expectedOn ? { expectedOn } : {}) })
  }
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Planned receipts', href: href('/fulfilment/planned') },
          ...(planned ? [{ label: planned.number, href: href(`/fulfilment/planned/${planned.id}`) }] : []),
        ]}
        title={planned ? `Change ${planned.number}` : 'Plan a receipt'}
        note={planned?.supplierName}
      />
      <RecordForm
        busy={busy}
        text={text}
        submitLabel={planned ? 'Save' : 'Plan the receipt'}
        cancelHref={href(planned ? `/fulfilment/planned/${planned.id}` : '/fulfilment/planned')}
        onSubmit={send}
      >
        <Card title="Purchase list">
          <FieldGrid>
            {!planned && (
              <Field label="Supplier" required error={strict && !supplier ? 'Choose a supplier.' : undefined}>
                <Combobox
                  value={supplier}
                  onValueChange={setSupplier}
                  search={search}
                  placeholder="Name or number"
                  empty="No supplier fits."
                  autoFocus={!begun}
                />
              </Field>
            )}
            {!planned && (
              <Field
                label="Expected on"
                optional
                hint={
                  supplier?.leadDays === undefined
                    ? "Left empty: after the supplier's lead time."
                    : `Left empty: in ${countOf(supplier.leadDays, 'day')}, the lead time.`
                }
                error={wrongDay || undefined}
              >
                <DatePicker value={expectedOn} onValueChange={setExpectedOn} />
              </Field>
            )}
            {!planned && <WarehouseField label="Into" value={warehouseId} onChange={setWarehouseId} />}
            <Field label="Supplier's own number" optional>
              <Input name="reference" defaultValue={planned?.reference ?? ''} maxLength={100} />
            </Field>
            <Field label="Note to the supplier" optional className="sm:col-span-2">
              <Textarea name="note" defaultValue={planned?.note ?? ''} rows={2} maxLength={2000} />
            </Field>
          </FieldGrid>
        </Card>
        <Card
          flush
          title="What is bought"
          aside={
            <PasteRows
              price="the cost of one if it is known"
              onLines={async (pasted) => {
                setLines((before) => [
                  ...before.filter(({ product }) => product),
                  ...pasted.map(({ unitPrice, ...line }) => ({ ...newPlannedLine(), ...line, unitCost: unitPrice })),
                  newPlannedLine(),
                ])
                return []
              }}
            />
          }
        >
          <PlannedLines
            lines={lines}
            onChange={(next) => setLines(next.at(-1)?.product ? [...next, newPlannedLine()] : next)}
            strict={strict}
          />
        </Card>
      </RecordForm>
    </>
  )
}
