'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailure } from '@/components/failure'
import { useVersion } from '@/components/record-version'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { useRouter } from '@/components/ui/going'
import { toast, toastError } from '@/components/ui/toast'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { DraftLine } from './line-draft'

/** A draft that the form was opened with. */
export interface OpenedDraft {
  id: string
  version: string
}

interface SaveDraftProps {
  draft: OpenedDraft | undefined
  /** What stands in the form. */
  value: { customer: { value: string } | null; lines: readonly DraftLine[]; note: string }
  /** Forgets what this device keeps of the form: the team has it now. */
  onSaved: () => void
}

/** Puts an order by for the whole team. Who saves what a colleague has saved meanwhile is told, and replaces it only by saving again. */
export function SaveDraft({ draft, value, onSaved }: SaveDraftProps) {
  const client = useTRPCClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const queries = useQueryClient()
  const failure = useFailure()
  const id = draft?.id
  const atVersion = useVersion(draft?.version, () => client.draft.get.query({ id: id ?? '' }))
  const save = useMutation({
    mutationFn: () =>
      atVersion((version) =>
        client.draft.save.mutate({
          ...(id ? { id, version } : {}),
          ...(value.customer ? { customerId: value.customer.value } : {}),
          content: JSON.stringify(value),
          lines: value.lines.filter((line) => line.product).length,
          ...(value.note.trim() ? { note: value.note.trim() } : {}),
        }),
      ),
    onError: (error) => toastError(failure(error).text),
    onSuccess: async () => {
      toast('Draft saved', { description: 'Everybody who takes orders finds it under Drafts.' })
      onSaved()
      await queries.invalidateQueries()
      router.push(href('/order/drafts'))
    },
  })
  const empty = !value.customer && !value.lines.some((line) => line.product)
  return (
    <Button disabled={empty || save.isSuccess} busy={save.isPending} onClick={() => save.mutate()}>
      Save draft
    </Button>
  )
}
