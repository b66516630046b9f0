'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { Instant } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import type { CreditAccountRow, HoldRow } from '@/server/credit/queries/accounts'
import type { LiftHoldInput } from '@/server/credit/schema'
import { creditReasonWords, holdWords } from '@/server/credit/words/en'

function useDone(onDone: () => void) {
  const queries = useQueryClient()
  const onError = useFailureToast()
  return (text: string) => ({
    onError,
    onSuccess: async () => {
      onDone()
      toast(text)
      await queries.invalidateQueries()
    },
  })
}

/** Sets the limit, with a reason. */
export function LimitButton({ account }: { account: CreditAccountRow }) {
  if (!useMay()('credit.decide')) return null
  return (
    <DialogButton button={<Button tone="go">Set the limit…</Button>}>
      {(close) => <LimitDialog account={account} close={close} />}
    </DialogButton>
  )
}

function LimitDialog({ account, close }: { account: CreditAccountRow; close: () => void }) {
  const trpc = useTRPC()
  const [limitMinor, setLimitMinor] = useState<bigint | null>(account.limitMinor)
  const [reason, setReason] = useState('')
  const done = useDone(close)
  const set = useMutation(trpc.credit.setLimit.mutationOptions(done('Limit set')))
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Credit limit of ${account.name}`}
      description="A limit below the present exposure also places a hold. When the limit is raised again, that hold ends and waiting orders are checked again."
      actions={
        <Button
          tone="go"
          disabled={limitMinor === null || !reason.trim()}
          busy={set.isPending}
          onClick={() => limitMinor !== null && set.mutate({ customerId: account.customerId, limitMinor, reason })}
        >
          Set the limit
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field name="limitMinor" label="Limit" required>
          <MoneyInput value={limitMinor} onValueChange={setLimitMinor} />
        </Field>
        <Field name="reason" label="Reason" required>
          <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={300} />
        </Field>
      </div>
    </Dialog>
  )
}

/** The holds of a customer with their causes. A person can place one, or end one with a reason. */
export function HoldCard({ customerId, holds }: { customerId: string; holds: readonly HoldRow[] }) {
  const trpc = useTRPC()
  const may = useMay()('credit.decide')
  const [asked, setAsked] = useState<{ cause: string | null } | null>(null)
  const [reason, setReason] = useState('')
  const close = () => {
    setAsked(null)
    setReason('')
  }
  const done = useDone(close)
  const place = useMutation(trpc.credit.hold.mutationOptions(done('On hold: nothing more is released or dispatched')))
  const lift = useMutation(trpc.credit.lift.mutationOptions(done('Hold ended')))
  const standing = holds.some((hold) => !hold.endedAt && hold.cause === 'PERSON')
  const send = () => {
    if (asked?.cause) lift.mutate({ customerId, cause: asked.cause as LiftHoldInput['cause'], reason })
    else place.mutate({ customerId, reason })
  }
  return (
    <Card
      title="Holds"
      aside={
        may &&
        !standing && (
          <Button size="sm" onClick={() => setAsked({ cause: null })}>
            Place a hold…
          </Button>
        )
      }
    >
      {holds.length === 0 && <p className="text-ink-3">There is no hold, and there was none.</p>}
      <ul className="flex flex-col gap-2">
        {holds.map((hold) => (
          <li key={hold.id} className="flex flex-wrap items-baseline gap-x-3">
            <span className={hold.endedAt ? 'text-ink-3' : 'font-medium text-bad'}>{holdWords(hold.cause)}</span>
            <span className="text-ink-2">{creditReasonWords(hold.reason)}</span>
            <span className="text-ink-3">
              <Instant at={hold.placedAt} /> {hold.placedByName ?? 'Octet'}
              {hold.endedAt && (
                <>
                  , ended <Instant at={hold.endedAt} /> {hold.endedByName ?? 'Octet'}:{' '}
                  {creditReasonWords(hold.endReason)}
                </>
              )}
            </span>
            {may && !hold.endedAt && (
              <Button size="sm" className="ml-auto" onClick={() => setAsked({ cause: hold.cause })}>
                End it…
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog
          open
          onOpenChange={(open) => !open && close()}
          title={asked.cause ? 'End the hold?' : 'Place a hold?'}
          description={
            asked.cause
              ? 'Waiting orders are checked again at once.'
              : 'New orders wait, nothing more is released to the floor or dispatched.'
          }
          actions={
            <Button
              tone={asked.cause ? 'go' : 'danger'}
              disabled={!reason.trim()}
              busy={place.isPending || lift.isPending}
              onClick={send}
            >
              {asked.cause ? 'End the hold' : 'Place the hold'}
            </Button>
          }
        >
          <Field name="reason" label="Reason" required>
            <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={300} />
          </Field>
        </Dialog>
      )}
    </Card>
  )
}
