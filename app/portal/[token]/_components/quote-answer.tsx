'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'

interface QuoteAnswerProps {
  token: string
  /** The version that the customer sees and answers. */
  version: number
  state: string
  gone: boolean
  /** Whether the customer requires their own order number on every order. */
  referenced: boolean
  /** The positions of the optional lines that are ticked. */
  ticked: readonly number[]
}

/** The customer's answer: a typed name accepts; a declined quote may have a reason. */
export function QuoteAnswer({ token, version, state, gone, referenced, ticked }: QuoteAnswerProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const failure = useFailure()
  const [name, setName] = useState('')
  const [reference, setReference] = useState('')
  const [comment, setComment] = useState('')
  const [declines, setDeclines] = useState(false)
  const [reason, setReason] = useState('')
  const onSuccess = () => router.refresh()
  // What stands in the way, such as a newer version, is shown by the page as it is now.
  const onError = onSuccess
  const accept = useMutation(trpc.portal.accept.mutationOptions({ onSuccess, onError }))
  const decline = useMutation(trpc.portal.decline.mutationOptions({ onSuccess, onError }))
  if (state !== 'SENT') return null
  if (gone) return <Banner tone="warn">This quote is no longer valid. Ask us for a new one.</Banner>
  const error = accept.error ?? decline.error
  return (
    <Card title="Your answer">
      {error && (
        <Banner tone="bad" live>
          {failure(error).text}
        </Banner>
      )}
      <form
        className="grid items-start gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          accept.mutate({
            token,
            version,
            name,
            ...(reference.trim() ? { reference } : {}),
            ...(comment.trim() ? { comment } : {}),
            ...(ticked.length > 0 ? { ticked: [...ticked] } : {}),
          })
        }}
      >
        <Field label="Your name" required hint="Typing it and accepting orders the goods on these terms.">
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="name"
            minLength={2}
            maxLength={120}
            required
          />
        </Field>
        <Field
          label="Your order number"
          className="min-w-40 flex-1"
          required={referenced}
          hint={
            referenced
              ? 'Your company orders only under its own number; we print it on all our papers.'
              : 'If you have one: we print it on all our papers.'
          }
        >
          <Input
            value={reference}
            onChange={(event) => setReference(event.target.value)}
            maxLength={100}
            required={referenced}
          />
        </Field>
        <Field label="Comment" className="sm:col-span-2">
          <Textarea value={comment} onChange={(event) => setComment(event.target.value)} rows={2} maxLength={1000} />
        </Field>
        <Button
          type="submit"
          tone="go"
          size="tablet"
          className="justify-self-start"
          disabled={name.trim().length < 2 || (referenced && !reference.trim()) || accept.isSuccess}
          busy={accept.isPending}
        >
          Accept and order
        </Button>
      </form>
      <div className="mt-4 border-t pt-3">
        {!declines && (
          <Button tone="quiet" onClick={() => setDeclines(true)}>
            Decline…
          </Button>
        )}
        {declines && (
          <div className="flex flex-wrap items-end gap-3">
            <Field label="Why" className="min-w-60 flex-1">
              <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={300} />
            </Field>
            <Button
              busy={decline.isPending}
              onClick={() =>
                decline.mutate({
                  token,
                  version,
                  ...(name.trim() ? { name } : {}),
                  ...(reason.trim() ? { reason } : {}),
                })
              }
            >
              Decline the quote
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
