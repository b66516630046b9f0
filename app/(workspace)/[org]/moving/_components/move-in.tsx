'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button, buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { countOf } from '@/components/ui/format'
import { RadioGroup } from '@/components/ui/radio-group'
import { useWorkspace } from '@/components/ui/workspace'
import type { ImportRecord } from '@/server/exchange/queries/imports'
import { abroad, TaxChoice, type TaxedAs } from './tax-choice'

/** Where the rows that are wrong are, as a file to mend. */
export function MendLink({ file }: { file: ImportRecord }) {
  const { slug } = useWorkspace()
  return (
    <a href={`/api/import/${file.id}?organisation=${slug}`} download className={buttonClass({})}>
      File of the wrong rows
    </a>
  )
}

interface MoveInProps {
  file: ImportRecord
  onAsked: () => Promise<void>
  onChoose: () => void
}

/** What the rows would become, before anything is written, and the button that writes them. */
export function MoveIn({ file, onAsked, onChoose }: MoveInProps) {
  const trpc = useTRPC()
  const onError = useFailureToast()
  const { NEW = 0, CHANGED = 0, SAME = 0, WRONG = 0 } = file.outcomes
  const [rule, setRule] = useState<'GOOD' | 'ALL'>(WRONG > 0 ? 'GOOD' : 'ALL')
  const [taxedAs, setTaxedAs] = useState<TaxedAs>()
  const start = useMutation(trpc.exchange.start.mutationOptions({ onError, onSuccess: onAsked }))
  const again = useMutation(trpc.exchange.choose.mutationOptions({ onError, onSuccess: onAsked }))
  const lookAgain = () => {
    if (!file.kind) return
    const columns = Object.entries(file.mapping).map(([field, column]) => ({ field, column }))
    again.mutate({ id: file.id, kind: file.kind, columns, decimalSign: file.decimalSign, dayOrder: file.dayOrder })
  }
  const count = NEW + CHANGED
  const undecided = abroad(file).length > 0 && !taxedAs
  const blocked = undecided || (rule === 'ALL' && WRONG > 0)
  return (
    <Card
      title="What would change"
      className="mb-3.5"
      footer={
        <>
          <Button
            tone="go"
            busy={start.isPending}
            disabled={count === 0 || blocked}
            onClick={() => start.mutate({ id: file.id, skipsWrong: rule === 'GOOD', usualTax: taxedAs === 'USUAL' })}
          >
            {count === 0 ? 'Nothing to move in' : `Move ${count} in`}
          </Button>
          {WRONG > 0 && <MendLink file={file} />}
          {WRONG > 0 && (
            <Button tone="quiet" busy={again.isPending} onClick={lookAgain}>
              Look again
            </Button>
          )}
          <Button tone="quiet" onClick={onChoose}>
            Choose the columns again
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
        <Count label="New" value={NEW} />
        <Count label="Changed" value={CHANGED} />
        <Count label="Already so" value={SAME} />
        <Count label="Wrong" value={WRONG} bad={WRONG > 0} />
      </dl>
      <LeftOut heads={file.leftOut} />
      <Alike file={file} />
      <TaxChoice file={file} value={taxedAs} onChange={setTaxedAs} />
      <div className="mt-4 max-w-xl">
        <RadioGroup
          legend="If a row is wrong"
          value={rule}
          onValueChange={setRule}
          options={[
            { value: 'GOOD', label: 'Leave it out, and move the others in' },
            {
              value: 'ALL',
              label: 'Move nothing in',
              hint: WRONG > 0 ? 'Mend the wrong rows and send the file again.' : undefined,
            },
          ]}
        />
      </div>
    </Card>
  )
}

/** What the file says and this does not take, so that nobody learns it from an invoice. */
function LeftOut({ heads }: { heads: readonly string[] }) {
  if (heads.length === 0) return null
  return (
    <Banner
      tone="warn"
      className="mt-4"
      title={
        heads.length === 1 ? 'A column with values is left out' : `${heads.length} columns with values are left out`
      }
    >
      Nothing of what stands in {heads.map((head) => `“${head}”`).join(', ')} is moved in. Choose the columns again if
      it should be.
    </Banner>
  )
}

/** Rows that look like one customer; they come in all the same. */
function Alike({ file }: { file: ImportRecord }) {
  const rows = file.seenTo.find(({ code }) => code === 'LOOKS_LIKE_ROW')?.rows ?? 0
  if (rows === 0) return null
  return (
    <Banner
      tone="warn"
      className="mt-4"
      title={`${countOf(rows, 'row')} ${rows === 1 ? 'looks' : 'look'} like a customer of another row`}
    >
      The e-mail address is the same and the key is another, so each becomes a customer. The rows below say which.
    </Banner>
  )
}

function Count({ label, value, bad }: { label: string; value: number; bad?: boolean }) {
  return (
    <div>
      <dt className="text-ink-3">{label}</dt>
      <dd className={`font-semibold text-xl tabular-nums ${bad ? 'text-bad' : ''}`}>{value}</dd>
    </div>
  )
}
