'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { pastedAtMost } from '@/components/order/pasted'
import { readCounted } from '@/components/order/pasted-counts'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Textarea } from '@/components/ui/input'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { useAskWhile } from '@/components/unsaved'
import { CountedRows } from './counted-rows'
import { FloorPage } from './floor-page'
import { useCounts } from './use-counts'
import { WarehouseField } from './warehouse-field'

/** Counts many bins at once from the rows of a spreadsheet: paste, look at what differs, set the counts. */
export function CountList() {
  const client = useTRPCClient()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const [text, setText] = useState('')
  const [warehouseId, setWarehouse] = useState<string | null>(null)
  const [leftOut, setLeftOut] = useState(false)
  const { rows, problem, busy, check, forget } = useCounts(warehouseId ?? undefined)
  useAskWhile(text.trim() !== '')
  const count = useVerb(client.order.countList.mutate, ({ rows: counted }) => {
    const differ = counted.filter(({ difference }) => difference !== 0).length
    const left = counted.filter(({ refused }) => refused).length
    return [
      `${countOf(counted.length - left, 'row')} counted`,
      differ === 0 ? 'all as the books say' : differ === 1 ? '1 differed' : `${differ} differed`,
      ...(left > 0 ? [`${left} left out`] : []),
    ].join(', ')
  })
  const change = (next: string) => {
    setText(next)
    forget()
    setLeftOut(false)
  }
  const many = readCounted(text, locale).length
  const bad = rows?.filter(({ why }) => why) ?? []
  const able = rows?.filter(({ input }) => input) ?? []
  const good = able.flatMap(({ input }) => (input ? [input] : []))
  const send = async () => {
    const { rows: counted } = await count.mutateAsync({
      ...(warehouseId && { warehouseId }),
      rows: good,
      bad: leftOut ? 'SKIP' : 'REFUSE',
    })
    // What was left out stays in the field, to be mended.
    const left = [...bad, ...able.filter((_, at) => counted[at]?.refused)]
    change(left.map(({ row }) => row).join('\n'))
  }
  return (
    <FloorPage
      crumbs={[
        { label: 'Fulfilment', href: href('/fulfilment') },
        { label: 'Stock', href: href('/fulfilment/stock') },
      ]}
      title="Count a list"
      note="Paste what was counted, look at what differs from the books, then set the counts"
      go={
        rows !== null &&
        good.length > 0 && {
          label: `Set ${countOf(good.length, 'count')}`,
          busy: count.isPending,
          disabled: bad.length > 0 && !leftOut,
          send,
        }
      }
    >
      <div className="flex flex-col gap-3.5">
        <WarehouseField
          label="Counted in"
          value={warehouseId}
          onChange={(id) => {
            setWarehouse(id)
            forget()
          }}
        />
        {problem && (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        )}
        <Card title="Rows">
          <Field
            label="One bin and one product in each row: bin, SKU or barcode, how many, and the lot where there is one"
            required
            error={many > pastedAtMost ? `At most ${pastedAtMost} rows at once.` : undefined}
          >
            <Textarea
              rows={rows ? 4 : 10}
              value={text}
              onChange={(event) => change(event.target.value)}
              className="font-mono"
              placeholder={'A-01-2\tMG-1001\t24\nA-01-3\tMG-1046\t2 cases\nB-02-1\tPH-340\t6\tH-261130'}
            />
          </Field>
          <div className="mt-2.5 flex flex-wrap items-center gap-2.5">
            <Button
              tone={rows ? 'plain' : 'go'}
              busy={busy}
              disabled={many === 0 || many > pastedAtMost}
              onClick={() => void check(text)}
            >
              {many > 0 ? `Check ${countOf(many, 'row')}` : 'Check the rows'}
            </Button>
            <span className="text-ink-3">Nothing is counted by that.</span>
          </div>
        </Card>
        {bad.length > 0 && (
          <Banner tone="warn" live title={`${countOf(bad.length, 'row')} cannot be counted`}>
            {good.length > 0 ? (
              <Checkbox
                label="Leave them out and count the others"
                checked={leftOut}
                onChange={(event) => setLeftOut(event.target.checked)}
              />
            ) : (
              'Mend them above, then check again.'
            )}
          </Banner>
        )}
        {rows && <CountedRows rows={rows} />}
      </div>
    </FloorPage>
  )
}
