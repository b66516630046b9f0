'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useKept } from '@/components/kept'
import { deliveryOptions } from '@/components/order/delivery-options'
import { focusFirstInvalid } from '@/components/submission'
import { useTRPC } from '@/components/trpc-provider'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { formatDay, goodsText } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Input, Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { DeliveryRule } from '@/server/customer/schema'
import type { OrderDraft } from '@/server/order/queries/drafts'
import { takenAs, waitsWords } from '@/server/order/words/en'
import { isDay } from '@/server/platform/time/calendar'
import type { Copied } from './copied'
import { Discard } from './discard'
import { GoesToField, lacksPlace, placeSaid, usualPlace, WrittenPlace } from './goes-to'
import { RepeatLast } from './repeat-last'
import { beginSale, type Sale, SaleForm, type SaleFormProps, TakenUp } from './sale-form'
import { useSaleRefusal } from './sale-refusal'
import { type OpenedDraft, SaveDraft } from './save-draft'
import { SendButton } from './send-button'
import { ServedField } from './served-field'
import { ServiceField } from './service-field'

/** Enters an order from a phone call: customer and lines; it is confirmed at once. */
export function NewOrder({
  copied,
  draft,
}: {
  copied?: Copied
  draft?: OpenedDraft & Pick<OrderDraft, 'content' | 'customer'>
}) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const href = useWorkspaceHref()
  const { today, locale } = useWorkspace()
  const { refused, ...refusal } = useSaleRefusal()
  const { value, change, forget, startAnew, takenUp } = useKept(keptName(copied, draft), () => ({
    ...beginSale(copied),
    reference: '',
    requestedOn: '',
    note: '',
    deliveryRule: '' as DeliveryRule | '',
    warehouseId: '',
    goesTo: usualPlace,
    serviceId: '',
    ...(draft ? savedForm(draft) : {}),
  }))
  const { reference, requestedOn, note, deliveryRule = '', warehouseId = '', goesTo = usualPlace, serviceId } = value
  const way = {
    ...placeSaid(goesTo),
    ...(serviceId ? { carrierServiceId: serviceId } : {}),
    ...(warehouseId ? { warehouseId } : {}),
  }
  // Another customer's goods go to an address of theirs.
  const changeSale: SaleFormProps['change'] = useCallback(
    (part) =>
      change((before) => {
        const next = typeof part === 'function' ? part(before) : part
        const stays = next.customer === undefined || next.customer?.value === before.customer?.value
        return stays ? next : { ...next, goesTo: usualPlace, serviceId: '', deliveryRule: '' as const }
      }),
    [change],
  )
  const confirm = useMutation(
    trpc.order.confirm.mutationOptions({
      ...refusal,
      onSuccess: async ({ orderId, number, backordered, unit, mixed, creditState, waitsFor, promisedOn }) => {
        const taken = takenAs(creditState, waitsFor)
        const told = [
          taken === 'received' && waitsFor ? `It waits for ${waitsWords(waitsFor)}.` : '',
          backordered
            ? `${goodsText({ units: backordered, unit, mixed }, locale)} ${backordered === 1 || unit ? 'waits' : 'wait'} for stock${promisedOn ? `, promised for ${formatDay(promisedOn, locale, 'weekday', today)}` : ''}.`
            : '',
          promisedOn && requestedOn && promisedOn > requestedOn
            ? `Promised for ${formatDay(promisedOn, locale, 'weekday', today)}: the wished day cannot be kept.`
            : '',
        ]
        const description = told.filter(Boolean).join(' ')
        toast(`${number} ${taken}`, {
          tone: taken === 'confirmed' ? 'ok' : 'warn',
          ...(description ? { description } : {}),
          action: { label: 'Next order', onSelect: () => router.push(href('/order/new')) },
        })
        forget()
        await queries.invalidateQueries()
        router.push(href(`/order/${orderId}`))
      },
    }),
  )
  const confirmSale = (sale: Sale) => {
    if (wrongDay(requestedOn, today) || lacksPlace(goesTo)) return focusFirstInvalid('main')
    confirm.mutate({
      ...sale,
      ...way,
      ...(draft ? { draftId: draft.id } : {}),
      ...(reference.trim() ? { customerReference: reference.trim() } : {}),
      ...(requestedOn ? { requestedOn } : {}),
      ...(deliveryRule ? { deliveryRule } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    })
  }
  return (
    <>
      <PageHead crumbs={[{ label: 'Orders', href: href('/order') }]} title="New order" />
      <SaleForm
        key={takenUp?.getTime()}
        draft={value}
        refused={refused}
        change={changeSale}
        requestedOn={isDay(requestedOn) ? requestedOn : undefined}
        deliveryRule={deliveryRule || undefined}
        goesTo={way}
        repeats={(customerId, take) => <RepeatLast customerId={customerId} onTake={take} />}
        below={(strict) => (
          <WrittenPlace value={goesTo} onChange={(next) => change({ goesTo: next })} strict={strict} />
        )}
        beside={
          <GoesToField customer={value.customer} value={goesTo} onChange={(next) => change({ goesTo: next })}>
            <ServiceField value={serviceId} onChange={(next) => change({ serviceId: next })} />
          </GoesToField>
        }
        head={<TakenUp at={takenUp} onStartAnew={startAnew} />}
        actions={(send) => (
          <>
            <SendButton
              disabled={confirm.isSuccess}
              busy={confirm.isPending}
              onSend={() => send(confirmSale)}
              label="Confirm the order"
            />
            <SaveDraft draft={draft} value={value} onSaved={forget} />
            <Discard href={href('/order')} forget={forget} />
          </>
        )}
      >
        {(strict, preview) => (
          <>
            <Field
              label="Customer's own order number"
              required={preview?.referenceRequired}
              error={refused?.reference && !reference.trim() && refused.text}
            >
              <Input
                value={reference}
                onChange={(event) => change({ reference: event.target.value })}
                maxLength={100}
              />
            </Field>
            <Field label="Wanted on" error={strict && wrongDay(requestedOn, today)}>
              <DatePicker value={requestedOn} onValueChange={(day) => change({ requestedOn: day })} min={today} />
            </Field>
            <Field label="When something is short">
              <Select
                options={deliveryOptions}
                value={deliveryRule || (preview?.deliveryRule ?? 'PART')}
                onChange={(event) => change({ deliveryRule: event.target.value as DeliveryRule })}
              />
            </Field>
            <ServedField preview={preview} value={warehouseId} onChange={(next) => change({ warehouseId: next })} />
            <Field label="Note">
              <Textarea
                value={note}
                onChange={(event) => change({ note: event.target.value })}
                rows={1}
                maxLength={2000}
              />
            </Field>
          </>
        )}
      </SaleForm>
    </>
  )
}

/** What stood in the form when a draft was saved; each of its fields is one of the form. A customer who was merged since has become the heir. */
function savedForm({ content, customer }: Pick<OrderDraft, 'content' | 'customer'>): object {
  const read: unknown = JSON.parse(content)
  const saved: { customer?: { value: string } } = read !== null && typeof read === 'object' ? read : {}
  if (!customer || !saved.customer || saved.customer.value === customer.id) return saved
  return { ...saved, customer: { value: customer.id, label: customer.name, note: customer.number } }
}

/** The name of the draft: an order that is copied, or begun for a customer, has its own. */
const keptName = (copied: Copied | undefined, draft: OpenedDraft | undefined) =>
  draft
    ? `order:draft:${draft.id}:${draft.version}`
    : copied
      ? `order:${copied.number ?? copied.customer.value}`
      : 'order'

/** The error about an optional day, which must not lie in the past. */
const wrongDay = (day: string, today: string) =>
  day === '' ? undefined : !isDay(day) ? 'This is no day.' : day < today && 'This day is over.'
