'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDraft } from '@/components/fulfilment/draft'
import { isMeant, lotScanned, scannedOf } from '@/components/fulfilment/scan'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { goodsText, quantityOf } from '@/components/ui/format'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { TransferRecord as Transfer } from '@/server/fulfilment/queries/transfers'
import { onItsWay } from '@/server/fulfilment/rules/transfer'
import { goodsIn, isOne, someOf, unitsOf } from '@/server/platform/money/quantity'
import { ExpectDialog } from './expect-dialog'
import { FloorPage } from './floor-page'
import { QuantityLines } from './quantity-lines'
import { TransferContents } from './transfer-contents'
import { TransferFacts } from './transfer-facts'
import { TransferTag } from './transfer-tag'

interface ArrivedDraft {
  arrived: Readonly<Record<string, number | null>>
  /** What did not come is lost and written off; otherwise it is still expected. */
  isLost: boolean
}

const nothing: ArrivedDraft = { arrived: {}, isLost: false }

/** The lines of a transfer; each lot of a product is one of its own. */
const linesOf = ({ lines, lots }: Transfer) =>
  lines.flatMap((line) => {
    const own = lots.filter((one) => one.productId === line.productId && one.onWay > 0)
    if (own.length === 0) return [{ ...line, id: line.productId, lot: '', onWay: onItsWay(line) }]
    return own.map(({ lot, onWay }) => ({
      ...line,
      id: `${line.productId}/${lot}`,
      name: `${line.name}, ${lot}`,
      lot,
      onWay,
    }))
  })

/** One transfer: what is on its way, and taking it in by scan where it arrives. */
export function TransferRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { locale, slug } = useWorkspace()
  const { data: transfer } = useSuspenseQuery(trpc.moving.transfer.queryOptions({ id }))
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const { draft, change, submit, busy, unanswered } = useDraft(`transfer:${id}`, nothing, {
    send: client.moving.receive.mutate,
    words: ({ number, lost, over, ...goods }) =>
      `${number}: ${goodsText(goods, locale)} taken in${lost > 0 ? `, ${goodsText(someOf(goods, lost), locale)} lost` : ''}${over > 0 ? `, ${goodsText(someOf(goods, over), locale)} more than sent` : ''}`,
    onDone: () => setAnswer(null),
  })
  const lost = unitsOf(transfer.lines, (line) => line.lost)
  const receives = transfer.state === 'SENT' && may('stock.receive')
  const lines = linesOf(transfer).map((line) => ({ ...line, now: draft.arrived[line.id] ?? null }))
  const goods = goodsIn(lines, (line) => line.now ?? 0)
  const left = goodsIn(lines, (line) => Math.max(0, line.onWay - (line.now ?? 0)))
  const takes = [
    ...(goods.units > 0 ? [`Take in ${goodsText(goods, locale)}`] : []),
    ...(draft.isLost && left.units > 0 ? [`write off ${goodsText(left, locale)}`] : []),
  ]
  const scan = (code: string) => {
    const meant = lines.filter((one) => isMeant(one, code))
    const lot = meant[0] && lotScanned(meant[0], code)
    const line = meant.find((one) => !lot || one.lot === lot)
    if (!line) return setAnswer({ tone: 'bad', text: `${lot ?? code} was not sent with it. Take it in as goods in.` })
    const now = (line.now ?? 0) + scannedOf(line, code)
    change(({ arrived }) => ({ arrived: { ...arrived, [line.id]: now } }))
    setAnswer({
      tone: 'ok',
      text: `${line.name}: ${quantityOf(now, line, locale)} of ${quantityOf(line.onWay, line, locale)}`,
    })
  }
  const all = () => change({ arrived: Object.fromEntries(lines.map((line) => [line.id, line.onWay])) })
  return (
    <FloorPage
      crumbs={[{ label: 'Transfers', href: href('/fulfilment/transfers') }]}
      title={transfer.number}
      tag={<TransferTag state={transfer.state} lost={lost} />}
      note={`${transfer.fromName} → ${transfer.toName}`}
      actions={
        <>
          <ButtonLink href={`/api/documents/transferNote/${id}?organisation=${slug}`} target="_blank" prefetch={false}>
            Print
          </ButtonLink>
          {receives && <ExpectDialog of={transfer} send={client.moving.postpone.mutate} />}
          {receives && <Button onClick={all}>All of it came</Button>}
        </>
      }
      go={
        receives && {
          label: takes.join(', ').replace(/^w/, 'W') || 'Take in',
          busy,
          disabled: takes.length === 0,
          send: () =>
            submit({
              id,
              lines: lines.flatMap(({ productId, lot, now }) =>
                now ? [{ productId, quantity: now, ...(lot ? { lot } : {}) }] : [],
              ),
              rest: draft.isLost ? 'LOST' : 'EXPECTED',
            }),
        }
      }
      unanswered={unanswered}
    >
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          {receives && <ScanField label="Scan what arrived" typing onScan={scan} answer={answer} />}
          <Card flush title={receives ? 'Arrived' : 'What was sent'}>
            {receives ? (
              <QuantityLines
                label="What arrived"
                lines={lines.map((line) => ({
                  ...line,
                  facts: `${quantityOf(line.onWay, line, locale)} on the way`,
                  quantity: line.now,
                }))}
                onQuantity={(line, quantity) =>
                  change(({ arrived }) => ({ arrived: { ...arrived, [line]: quantity } }))
                }
              />
            ) : (
              <TransferContents transfer={transfer} />
            )}
          </Card>
          {receives && left.units > 0 && (
            <Checkbox
              checked={draft.isLost}
              onChange={(event) => change({ isLost: event.target.checked })}
              label={`Nothing more comes: ${goodsText(left, locale)} ${isOne(left) ? 'is' : 'are'} lost`}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <TransferFacts transfer={transfer} />
          <RecordTimeline objectType="transfer" objectId={id} newestFirst />
        </div>
      </div>
    </FloorPage>
  )
}
