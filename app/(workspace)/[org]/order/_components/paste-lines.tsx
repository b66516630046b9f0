'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Textarea } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { type DraftLine, newLine, pastedAtMost, readPasted } from './line-draft'

interface PasteLinesProps {
  onLines: (lines: DraftLine[]) => void
}

/** Takes many lines at once from a spreadsheet or a mail. What cannot be read or found stays in the field, to be put right. */
export function PasteLines({ onLines }: PasteLinesProps) {
  const client = useTRPCClient()
  const failure = useFailure()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const rows = readPasted(text)
  const take = async () => {
    const read = rows.flatMap((row) => ('code' in row ? [row] : []))
    const unread = rows.flatMap((row) => ('unread' in row ? [row.unread] : []))
    setBusy(true)
    try {
      const found = await client.catalog.byCode.query({ codes: [...new Set(read.map((row) => row.code))] })
      const products = new Map(found.map((one) => [one.code, one]))
      const lines: DraftLine[] = []
      for (const { code, quantity, unitPrice } of read) {
        const product = products.get(code)
        if (product)
          lines.push({
            ...newLine(),
            product: { value: product.id, label: product.name, note: product.sku },
            quantity,
            unitPrice,
          })
        else unread.push([code, quantity, unitPrice].filter(Boolean).join('\t'))
      }
      if (lines.length > 0) onLines(lines)
      if (unread.length === 0) toast(`${countOf(lines.length, 'line')} taken`)
      setText(unread.join('\n'))
      setProblem(
        unread.length > 0
          ? `${countOf(lines.length, 'line')} taken. ${countOf(unread.length, 'line')} could not be read or ${unread.length === 1 ? 'has' : 'have'} a code that no product has. Put right what stands here, or close.`
          : null,
      )
      if (unread.length === 0) setOpen(false)
    } catch (error) {
      setProblem(failure(error).text)
    }
    setBusy(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" tone="quiet">
          Paste lines…
        </Button>
      }
      title="Paste lines"
      description="One product in each row, as a spreadsheet or a mail has them: SKU or barcode, quantity, and a price if it is not the usual one."
      actions={
        <Button tone="go" busy={busy} disabled={rows.length === 0 || rows.length > pastedAtMost} onClick={take}>
          {rows.length > 0 ? `Take ${countOf(rows.length, 'line')}` : 'Take the lines'}
        </Button>
      }
    >
      {problem && (
        <Banner tone="warn" live>
          {problem}
        </Banner>
      )}
      <Field
        label="Lines"
        required
        error={rows.length > pastedAtMost ? `At most ${pastedAtMost} lines at once.` : undefined}
      >
        <Textarea
          rows={10}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="font-mono"
          placeholder={'MG-1001\t24\nMG-1046\t6\t3.40'}
        />
      </Field>
    </Dialog>
  )
}
