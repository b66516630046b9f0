'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Textarea } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import { byCodeOf, codesOf, meantBy, type PastedLine, type ReadLine, type Unread } from './meant'
import { pastedAtMost, readPasted } from './pasted'
import { useRowsPasted } from './rows-pasted'

interface PasteRowsProps {
  /** Puts the rows into the list; a row for which it answers a sentence stays in the field with that reason. */
  onLines: (lines: PastedLine[]) => Promise<readonly (string | null)[]>
  /** The words about a third column; left out, there is none. */
  price?: string
  /** Makes of the text what is read, where rows mean something else than a product and how many. */
  prepare?: (text: string) => string
  /** Whose own numbers are read too. */
  customerId?: string | undefined
  /** That of the prices, where it may be another than the organisation's. */
  currency?: string
}

/** What was taken in the place of archived products, in words. */
const replaced = (lines: readonly ReadLine[]) =>
  lines.flatMap(({ insteadOf, product }) => (insteadOf ? [`${product.note} in place of ${insteadOf}`] : [])).slice(0, 5)

/**
 * Reads many lines at once from a spreadsheet or mail into any list of products, also rows that are pasted straight into a box of a line. Rows
 * that cannot be read or found stay in the field, each with the reason.
 */
export function PasteRows(props: PasteRowsProps) {
  const [pasted, setPasted] = useState<string | null>(null)
  useRowsPasted(setPasted)
  return (
    <>
      <DialogButton
        button={
          <Button size="sm" tone="quiet">
            Paste lines…
          </Button>
        }
      >
        {(close) => <PasteDialog {...props} close={close} />}
      </DialogButton>
      {pasted !== null && <PasteDialog {...props} begun={pasted} close={() => setPasted(null)} />}
    </>
  )
}

const same = (text: string) => text

interface PasteDialogProps extends PasteRowsProps {
  /** The rows that it begins with. */
  begun?: string
  close: () => void
}

function PasteDialog({ onLines, price, prepare = same, customerId, begun = '', close, ...rest }: PasteDialogProps) {
  const client = useTRPCClient()
  const failure = useFailure()
  const { locale, ...workspace } = useWorkspace()
  const currency = rest.currency ?? workspace.currency
  const [text, setText] = useState(begun)
  const [busy, setBusy] = useState(false)
  const [left, setLeft] = useState<{ taken: number; rows: Unread[] } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const rows = readPasted(prepare(text), locale, currency)
  const take = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const found = byCodeOf(await client.catalog.byCode.query({ codes: codesOf(rows), customerId }))
      const meant = rows.map((row) => meantBy(row, found))
      const lines = meant.filter((one) => 'product' in one)
      const said =
        lines.length > 0 ? await onLines(lines.map(({ row: _row, insteadOf: _archived, ...line }) => line)) : []
      const refused = lines.flatMap(({ row }, index) => (said[index] ? [{ row, why: said[index] }] : []))
      const unread = [...meant.filter((one) => 'why' in one), ...refused]
      const taken = lines.length - refused.length
      setText(unread.map(({ row }) => row).join('\n'))
      setLeft(unread.length > 0 ? { taken, rows: unread } : null)
      if (unread.length === 0) {
        toast([`${countOf(taken, 'line')} taken`, ...replaced(lines)].join('; '))
        close()
      }
    } catch (error) {
      setProblem(failure(error).text)
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Paste lines"
      description={`One product in each row, as a spreadsheet or a mail has them: ${customerId ? 'their own number, ' : ''}SKU, barcode or name, how many${price ? `, and ${price}` : ''}.`}
      actions={
        <Button tone="go" busy={busy} disabled={rows.length === 0 || rows.length > pastedAtMost} onClick={take}>
          {rows.length > 0 ? `Take ${countOf(rows.length, 'line')}` : 'Take the lines'}
        </Button>
      }
    >
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      {left && (
        <Banner tone="warn" live title={`${countOf(left.taken, 'line')} taken, ${left.rows.length} not`}>
          <ul className="mt-1 flex flex-col gap-0.5">
            {left.rows.slice(0, 20).map(({ row, why }, index) => (
              <li key={index}>
                <span className="font-mono text-xs">{row.length > 60 ? `${row.slice(0, 60)}…` : row}</span>: {why}
              </li>
            ))}
            {left.rows.length > 20 && <li>… and {left.rows.length - 20} more.</li>}
          </ul>
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
          placeholder={'MG-1001\t24\n12 x MG-1046\n2 cases MG-1001\n1.25 kg Coffee beans'}
        />
      </Field>
    </Dialog>
  )
}
