'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ImagePlus } from 'lucide-react'
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import { ProductPicture } from './product-picture'

/** The largest file that the server takes; a larger one is refused here, before it is sent. */
const mostBytes = 10_000_000

/** Sends a file to the server; answers why it was refused. */
async function refused(slug: string, id: string, file: File): Promise<string | null> {
  if (file.size === 0) return 'The file is empty.'
  if (file.size > mostBytes) return 'The picture is larger than 10 MB. Save it smaller, and send it again.'
  const sent = { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } }
  const answer = await fetch(`/api/pictures/${id}?organisation=${slug}`, sent).catch(() => null)
  if (!answer) return 'The server did not answer. Try again; nothing is done twice.'
  if (answer.ok) return null
  if (!answer.headers.get('content-type')?.includes('json'))
    return 'Something failed on our side. Try again in a moment.'
  return ((await answer.json()) as { words: string }).words
}

/** Pictures that are pasted anywhere on the page, but for what is pasted into a field. */
function usePasted(take: ((file: File) => void) | null) {
  useEffect(() => {
    if (!take) return
    const onPaste = ({ clipboardData, target }: ClipboardEvent) => {
      const file = [...(clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (file && !(target as Element | null)?.closest('input, textarea, [role=dialog]')) take(file)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [take])
}

interface PictureCardProps {
  product: { id: string; name: string; picture: string | null }
}

/** The picture of a product: dropped here, pasted on the page, or chosen. Whoever may not change products sees it where there is one. */
export function PictureCard({ product: { id, name, picture } }: PictureCardProps) {
  const trpc = useTRPC()
  const { slug } = useWorkspace()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const mayChange = useMay()('product.change')
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [words, setWords] = useState<string | null>(null)
  const take = useCallback(
    async (file: File) => {
      setBusy(true)
      const why = await refused(slug, id, file)
      setBusy(false)
      setWords(why)
      if (why) return
      toast('Picture kept')
      await queries.invalidateQueries(trpc.pathFilter())
    },
    [slug, id, queries, trpc],
  )
  usePasted(mayChange && !busy ? take : null)
  const remove = useMutation(
    trpc.catalog.removePicture.mutationOptions({
      onError,
      onSuccess: () => queries.invalidateQueries(trpc.pathFilter()),
    }),
  )
  if (!mayChange && picture === null) return null
  const dragged = (event: DragEvent, next: boolean) => {
    event.preventDefault()
    setOver(next)
  }
  const zone = mayChange && {
    onDragOver: (event: DragEvent) => dragged(event, true),
    onDragLeave: (event: DragEvent) => dragged(event, false),
    onDrop: (event: DragEvent) => {
      dragged(event, false)
      const file = event.dataTransfer.files[0]
      if (file) void take(file)
    },
  }
  return (
    <Card title="Picture" className="print:hidden">
      {words && (
        <Banner tone="bad" live title="The picture was not taken">
          {words}
        </Banner>
      )}
      <div
        {...zone}
        className={cn(
          'flex flex-wrap items-center gap-4',
          mayChange && picture === null && 'rounded-lg border border-line-strong border-dashed p-4',
          over && 'rounded-lg outline-2 outline-accent outline-offset-4',
        )}
      >
        <ProductPicture
          productId={id}
          picture={picture}
          size="large"
          alt={name}
          className="h-auto max-h-64 w-auto max-w-full"
        />
        {mayChange && (
          <div className="flex min-w-40 flex-1 flex-col items-start gap-2">
            <p className="text-ink-2">
              {picture === null ? 'None yet. ' : ''}Drop one here, paste it, or choose a JPEG, PNG or WebP of at most 10
              MB.
            </p>
            <div className="flex flex-wrap gap-2">
              <Button busy={busy} onClick={() => input.current?.click()}>
                <ImagePlus aria-hidden="true" className="size-4" />
                {picture === null ? 'Choose a picture' : 'Choose another'}
              </Button>
              {picture !== null && (
                <ConfirmDialog
                  trigger={<Button tone="quiet">Remove</Button>}
                  title="Remove the picture?"
                  description="Pickers and customers see none then. It is deleted for good."
                  confirmLabel="Remove"
                  onConfirm={() => remove.mutateAsync({ id })}
                />
              )}
            </div>
            <input
              ref={input}
              type="file"
              aria-label="Picture of the product"
              accept="image/jpeg,image/png,image/webp"
              className="sr-only"
              tabIndex={-1}
              onChange={({ target }) => {
                const file = target.files?.[0]
                target.value = ''
                if (file) void take(file)
              }}
            />
          </div>
        )}
      </div>
    </Card>
  )
}
