import { type ReactNode, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface Answer {
  /** Why the file was not taken. */
  words?: string
}

interface FileFormProps<Said> {
  title: string
  /** What is said above the field. */
  children?: ReactNode
  label: string
  hint?: string
  accept: string
  send: string
  tone?: 'go'
  /** The title of the answer when there are words. */
  refused: string
  /** Sends the file; what comes back stands above the field until another file is chosen. */
  onSend: (file: File) => Promise<Said>
  answered?: (answer: Said) => ReactNode
  /** Another way to give a file, below the form. */
  below?: (take: (file: File) => Promise<void>) => ReactNode
}

/** Posts a file and reads the answer; `silent` is said when there is none that can be read. */
export async function postedFile<Said>(address: string, file: File, silent: string): Promise<Said | Answer> {
  if (file.size === 0) return { words: 'The file is empty.' }
  const answer = await fetch(address, { method: 'POST', body: file }).catch(() => null)
  return answer?.headers.get('content-type')?.includes('json')
    ? (answer.json() as Promise<Said | Answer>)
    : { words: silent }
}

/** Chooses one file and sends it; a refusal stands in words above it. */
export function FileForm<Said extends Answer>(props: FileFormProps<Said>) {
  const { title, children, label, hint, accept, send, tone, refused, onSend, answered, below } = props
  const form = useRef<HTMLFormElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Said | null>(null)
  const take = async (given: File) => {
    setAnswer(null)
    const said = await onSend(given)
    setAnswer(said)
    return said
  }
  const go = async () => {
    if (!file) return
    setBusy(true)
    const { words } = await take(file).finally(() => setBusy(false))
    // The button does not send again what was taken.
    if (words) return
    form.current?.reset()
    setFile(null)
  }
  return (
    <Card title={title}>
      {children}
      {answer?.words && (
        <Banner tone="bad" live title={refused} className="max-w-3xl">
          {answer.words}
        </Banner>
      )}
      {answer && !answer.words && answered?.(answer)}
      <form
        ref={form}
        className="flex max-w-3xl flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <Field label={label} required hint={hint}>
          <Input
            type="file"
            accept={accept}
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setAnswer(null)
            }}
          />
        </Field>
        <div>
          <Button type="submit" tone={tone} busy={busy} disabled={!file}>
            {busy ? 'Reading…' : send}
          </Button>
        </div>
      </form>
      {below?.(async (given) => void (await take(given)))}
    </Card>
  )
}
