'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DatePicker } from '@/components/ui/date-picker'
import { MoneyInput } from '@/components/ui/money-input'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import { rowCauses } from '@/server/collection/words/en'
import { cellsShown } from './row-cells'

/** A person's answers about unclear rows. */
export interface Said {
  answers: { row: number; bookedOn?: string; amountMinor?: bigint }[]
  leaveOut: number[]
}

/** The rows that the server could not read with certainty. */
export interface UnclearRows {
  count: number
  /** For each row: its number in the file, the reason, then its cells. */
  rows: string[][]
  /**
   * For each of these rows: the day and the amount in minor units where they are certain, the currency, and the number
   * of movements.
   */
  read: string[][]
  numbers: string[]
}

interface Draft {
  what: '' | 'IN' | 'OUT' | 'PARTS' | 'LEAVE'
  on: string
  minor: bigint | null
}

interface Props {
  unclear: UnclearRows
  busy: boolean
  send: (said: Said) => void
  chooseColumns?: () => void
}

const absolute = (minor: bigint) => (minor < 0n ? -minor : minor)

function draftOf([on = '', amount = '', , parts = '1']: readonly string[], today: string): Draft {
  const minor = amount && parts === '1' ? BigInt(amount) : null
  const likely = on >= '1990-01-01' && on <= today ? on : ''
  return { what: minor === null ? '' : minor < 0n ? 'OUT' : 'IN', on: likely, minor: minor && absolute(minor) }
}

const isWhole = ({ what, on, minor }: Draft, today: string) => {
  if (what === 'LEAVE') return true
  const fits = on >= '1990-01-01' && on <= today
  return what === 'PARTS' ? fits : what !== '' && fits && minor !== null && minor > 0n
}

/** Rows of a bank file that may be payments but are unclear. A person answers or skips each one. */
export function RowsToAsk({ unclear: { rows, read, numbers, count }, busy, send, chooseColumns }: Props) {
  const { today, locale } = useWorkspace()
  const [drafts, setDrafts] = useState(() => rows.map((_, index) => draftOf(read[index] ?? [], today)))
  const change = (at: number, more: Partial<Draft>) =>
    setDrafts(drafts.map((draft, index) => (index === at ? { ...draft, ...more } : draft)))
  const given = rows.map(([row], index) => ({ row: Number(row), ...(drafts[index] as Draft) }))
  const booked = given.filter(({ what }) => what !== 'LEAVE')
  const open = given.filter((one) => !isWhole(one, today)).length
  const answer = () =>
    send({
      answers: booked.map(({ row, what, on, minor }) => {
        if (what === 'PARTS' || minor === null) return { row, bookedOn: on }
        return { row, bookedOn: on, amountMinor: what === 'OUT' ? -minor : minor }
      }),
      leaveOut: given.filter(({ what }) => what === 'LEAVE').map(({ row }) => row),
    })
  return (
    <Card
      className="mb-4"
      flush
      title="Rows to look at"
      aside={count > rows.length && `the first ${rows.length} of ${count}`}
    >
      <ul aria-label="Rows to look at" className="divide-y border-b">
        {rows.map(([row = '', cause = '', ...cells], index) => (
          <li key={row} className="grid items-center gap-x-5 gap-y-2 px-3.5 py-3 lg:grid-cols-[minmax(0,1fr)_32rem]">
            <div className="min-w-0">
              <p className="font-medium">
                Row {row}: {rowCauses[cause] ?? cause}
              </p>
              <p className="break-words text-ink-2">{cellsShown(cells, read[index]?.[0], locale)}</p>
            </div>
            <RowAnswer
              row={row}
              draft={drafts[index] as Draft}
              currency={read[index]?.[2] || undefined}
              parts={Number(read[index]?.[3] ?? 1)}
              change={(more) => change(index, more)}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2 p-3.5">
        <Button tone="go" busy={busy} disabled={open > 0} onClick={answer}>
          {booked.length === 0 ? 'Read the rest' : 'Read it with these answers'}
        </Button>
        {numbers.length > 0 && (
          <Button busy={busy} onClick={() => send({ answers: [], leaveOut: numbers.map(Number) })}>
            {count === 1 ? 'Leave this row out' : `Leave all ${count} rows out`}
          </Button>
        )}
        {chooseColumns && <Button onClick={chooseColumns}>Say what the columns mean</Button>}
        <p className="text-ink-2">
          {open > 0
            ? `${open === 1 ? 'One row still needs' : `${open} rows still need`} an answer. You can also correct the file and choose it again.`
            : 'Or correct the file and choose it again.'}
        </p>
      </div>
    </Card>
  )
}

interface RowAnswerProps {
  row: string
  draft: Draft
  currency: string | undefined
  parts: number
  change: (more: Partial<Draft>) => void
}

/** The answer about one row: money in or out with its day and amount, or no payment. */
function RowAnswer({ row, draft: { what, on, minor }, currency, parts, change }: RowAnswerProps) {
  const { today } = useWorkspace()
  const one = [
    { value: 'IN', label: 'Money in' },
    { value: 'OUT', label: 'Money out' },
  ]
  const kinds = parts > 1 ? [{ value: 'PARTS', label: `Its ${parts} movements` }] : one
  return (
    <div className="grid gap-2 sm:grid-cols-3">
      <Select
        aria-label={`Row ${row} is`}
        placeholder="Say what it is"
        options={[...kinds, { value: 'LEAVE', label: 'Leave it out' }]}
        value={what}
        onChange={(event) => change({ what: event.target.value as Draft['what'] })}
      />
      {what !== 'LEAVE' && what !== '' && (
        <>
          <DatePicker
            aria-label={`Day of row ${row}`}
            value={on}
            min="1990-01-01"
            max={today}
            onValueChange={(day) => change({ on: day })}
          />
          {parts === 1 && (
            <MoneyInput
              aria-label={`Amount of row ${row}`}
              currency={currency}
              value={minor}
              onValueChange={(amount) => change({ minor: amount && absolute(amount) })}
            />
          )}
        </>
      )}
    </div>
  )
}
