'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { countOf } from '@/components/ui/format'
import { MoneyInput } from '@/components/ui/money-input'
import { PageHead } from '@/components/ui/page-head'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { DayOf, Money, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { agrees, type CutOverKey, cutOverFigures } from '@/server/exchange/rules/cut-over'
import { pieces } from '@/server/platform/money/quantity'

const closes =
  'Stock, open invoices, open orders and planned receipts are no longer moved in from files, nor taken back. Customers are told of orders that were moved in as of any other.'

const silence =
  'Until you say go, nobody is mailed about orders that were moved in: no confirmation, no new day, no notice that goods have left, no reminder. Goods that leave are invoiced all the same.'

type Said = Partial<Record<CutOverKey, bigint | null>>

/** The totals here beside those of the program before, until somebody says that this one counts. */
export function CutOver() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { data } = useSuspenseQuery(trpc.exchange.cutOver.queryOptions())
  const [said, setSaid] = useState<Said>({})
  const onSuccess = () => queries.invalidateQueries(trpc.exchange.pathFilter())
  const say = useMutation(trpc.exchange.sayTotals.mutationOptions({ onError, onSuccess }))
  const go = useMutation(trpc.exchange.go.mutationOptions({ onError, onSuccess }))
  const reopen = useMutation(trpc.exchange.reopen.mutationOptions({ onError, onSuccess }))
  const figures = data.figures.map((one) => ({ ...one, there: one.key in said ? (said[one.key] ?? null) : one.there }))
  const all = agrees(figures)
  const totals = figures.flatMap(({ key, there }) => (there === null ? [] : [{ figure: key, value: String(there) }]))
  const documents = data.waitingDocuments
  const waits =
    documents > 0
      ? ` ${countOf(documents, 'document')} of goods that have left ${documents === 1 ? 'is' : 'are'} mailed when you say go.`
      : ''
  const start = async () => {
    await say.mutateAsync({ totals })
    await go.mutateAsync({ although: !all })
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Moving in and out', href: href('/settings/moving') }]}
        title="Cut-over"
        note="Write down what the program before says. Files can be sent again until both sides agree."
        actions={
          !data.goneAt && (
            <Button busy={say.isPending} onClick={() => say.mutate({ totals })}>
              Keep the totals
            </Button>
          )
        }
        go={
          !data.goneAt && (
            <ConfirmDialog
              trigger={<Button tone="go">Say go</Button>}
              title="Does this program count from now on?"
              description={`${all ? 'All totals agree.' : 'Not all totals agree, or some are not written down.'} ${closes}${waits}`}
              confirmLabel={all ? 'Go' : 'Go although they differ'}
              danger={!all}
              onConfirm={start}
            />
          )
        }
      />
      {data.goneAt && (
        <Banner
          tone="ok"
          title={
            <>
              This program counts since <DayOf at={data.goneAt} />
            </>
          }
          action={
            <Button busy={reopen.isPending} onClick={() => reopen.mutate()}>
              Go on moving in
            </Button>
          }
        >
          {closes}
        </Banner>
      )}
      {!data.goneAt && data.quietOrders + documents > 0 && (
        <Banner title={`Customers hear nothing yet of ${countOf(data.quietOrders, 'order')} that came from files`}>
          {silence}
          {waits}
        </Banner>
      )}
      <Card flush>
        <Table label="Totals here and in the program before">
          <TableHead>
            <tr>
              <HeadCell grow>Total</HeadCell>
              <HeadCell numeric>Here</HeadCell>
              <HeadCell numeric>Program before</HeadCell>
              <HeadCell className="max-sm:hidden">Agrees</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {figures.map(({ key, here, there }) => (
              <Figure
                key={key}
                figure={key}
                here={here}
                there={there}
                closed={data.goneAt !== null}
                onSay={(value) => setSaid({ ...said, [key]: value })}
              />
            ))}
          </TableBody>
        </Table>
      </Card>
    </>
  )
}

interface FigureProps {
  figure: CutOverKey
  here: bigint
  there: bigint | null
  closed: boolean
  onSay: (value: bigint | null) => void
}

function Figure({ figure, here, there, closed, onSay }: FigureProps) {
  const { label, kind } = cutOverFigures.find(({ key }) => key === figure) ?? cutOverFigures[0]
  const shown = (value: bigint) =>
    kind === 'amount' ? <Money minor={value} /> : <Quantity value={Number(value)} of={pieces} />
  const agrees =
    there === null ? <Tag>not said</Tag> : there === here ? <Tag tone="ok">agrees</Tag> : <Tag tone="bad">differs</Tag>
  return (
    <Row>
      <Cell grow>
        {label} <span className="block sm:hidden">{agrees}</span>
      </Cell>
      <Cell numeric>{shown(here)}</Cell>
      <Cell numeric>
        {closed ? (
          there === null ? (
            '–'
          ) : (
            shown(there)
          )
        ) : kind === 'amount' ? (
          <MoneyInput
            aria-label={`${label} in the program before`}
            className="ml-auto w-26 sm:w-32"
            value={there}
            onValueChange={onSay}
          />
        ) : (
          <QuantityInput
            aria-label={`${label} in the program before`}
            className="ml-auto w-26 sm:w-32"
            value={there === null ? null : Number(there)}
            onValueChange={(value) => onSay(value === null ? null : BigInt(value))}
          />
        )}
      </Cell>
      <Cell className="max-sm:hidden">{agrees}</Cell>
    </Row>
  )
}
