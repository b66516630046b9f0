'use client'

import { useState } from 'react'
import { pastedAtMost } from '@/components/order/pasted'
import { useRowsPasted } from '@/components/order/rows-pasted'
import { ScanField } from '@/components/shell/scan-field'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Textarea } from '@/components/ui/input'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { CountedLines } from './counted-lines'
import { CountedRows } from './counted-rows'
import { FloorPage } from './floor-page'
import { MissedGoods } from './missed-goods'
import { useCounting } from './use-counting'
import { useCounts } from './use-counts'
import { WarehouseField } from './warehouse-field'

/** Counts many bins at once, by scan or from the rows of a spreadsheet: count, look at what differs, set the counts. */
export function CountList() {
  const href = useWorkspaceHref()
  const { draft, change, scan, answer, stays, submit, busy, unanswered } = useCounting()
  const { warehouseId, bins, lines, text, unread } = draft
  const { checked, problem, busy: checking, check, many } = useCounts(draft)
  const [leftOut, setLeftOut] = useState<unknown>(null)
  useRowsPasted((rows) =>
    change(({ text: before }) => ({ text: before.trim() ? `${before.trimEnd()}\n${rows}` : rows })),
  )
  const rows = checked?.rows ?? []
  const bad = rows.filter(({ why }) => why)
  const good = rows.flatMap(({ input }) => (input ? [input] : []))
  const leaves = leftOut === checked
  const send = async () => {
    const left = new Set(bad.map(({ nth }) => nth))
    stays.current = {
      warehouseId,
      lines: lines.filter((_, at) => left.has(at + 1)),
      text: bad.flatMap(({ nth, row }) => (nth > lines.length ? [row] : [])).join('\n'),
    }
    await submit({ ...(warehouseId && { warehouseId }), rows: good, bad: leaves ? 'SKIP' : 'REFUSE' })
  }
  const begun = many > 0 || bins.length > 0
  return (
    <FloorPage
      crumbs={[
        { label: 'Fulfilment', href: href('/fulfilment') },
        { label: 'Stock', href: href('/fulfilment/stock') },
      ]}
      title="Count a list"
      note="Scan a bin and what lies in it, or paste rows; look at what differs from the books, then set the counts"
      go={
        good.length > 0
          ? { label: `Set ${countOf(good.length, 'count')}`, busy, disabled: bad.length > 0 && !leaves, send }
          : {
              label: many > 0 ? `Check ${countOf(many, 'row')}` : 'Check',
              busy: checking,
              disabled: !begun || many > pastedAtMost || unread.length > 0,
              send: check,
            }
      }
      unanswered={unanswered}
    >
      <div className="flex flex-col gap-3.5">
        <ScanField
          label={bins[0] ? `Scan what lies in ${bins[0].code}, or the next bin` : 'Scan the bin that you count'}
          typing
          takesRows
          onScan={scan}
          answer={answer}
        />
        {unread.length > 0 && (
          <p role="status" className="text-ink-2">
            {countOf(unread.length, 'scan')} still to look up.
          </p>
        )}
        <WarehouseField
          label="Counted in"
          value={warehouseId}
          disabled={lines.length > 0}
          onChange={(id) => change({ warehouseId: id, bins: [] })}
        />
        {problem && (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        )}
        {bad.length > 0 && (
          <Banner tone="warn" live title={`${countOf(bad.length, 'row')} cannot be counted`}>
            {good.length > 0 ? (
              <Checkbox
                label="Leave them out and count the others"
                checked={leaves}
                onChange={(event) => setLeftOut(event.target.checked ? checked : null)}
              />
            ) : (
              'Mend them below, then check again.'
            )}
          </Banner>
        )}
        {rows.length > 0 && <CountedRows rows={rows} />}
        {checked && rows.length + checked.missed.length === 0 && (
          <Banner tone="ok" live>
            Nothing lies there by the books either.
          </Banner>
        )}
        {checked && checked.missed.length > 0 && (
          <MissedGoods
            missed={checked.missed}
            onNone={(none) => change({ lines: [...lines, ...none.map(({ books: _inBooks, ...line }) => line)] })}
          />
        )}
        <CountedLines draft={draft} onChange={(next) => change({ lines: next })} />
        <Card title="Rows of a spreadsheet">
          <Field
            label="Rows"
            hint="One bin and one product in each row: bin, SKU or barcode, how many, and the lot where there is one"
            error={many > pastedAtMost ? `At most ${pastedAtMost} rows at once.` : undefined}
          >
            <Textarea
              rows={checked ? 3 : 5}
              value={text}
              onChange={(event) => change({ text: event.target.value })}
              className="font-mono"
              placeholder={'A-01-2\tMG-1001\t24\nA-01-3\tMG-1046\t2 cases\nB-02-1\tPH-340\t6\tH-261130'}
            />
          </Field>
        </Card>
      </div>
    </FloorPage>
  )
}
