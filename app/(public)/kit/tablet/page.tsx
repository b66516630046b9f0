'use client'

import { useState } from 'react'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { TabletLayout, TabletTarget } from '@/components/shell/tablet-layout'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'

export default function Tablet() {
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const [typing, setTyping] = useState(false)
  return (
    <main>
      <TabletLayout
        title="Wave 14"
        note="9 of 14 · 22 min to DPD"
        backHref="/kit"
        waiting={3}
        aside={<Tag>Priya</Tag>}
        progress={{ value: 9, max: 14, label: '9 of 14 picked', stage: 'fulfilment' }}
        actions={
          <>
            <Button size="tablet">Undo</Button>
            <Button size="tablet">Short…</Button>
            <Button size="tablet" tone="go" onClick={() => setTyping(true)}>
              Type instead
            </Button>
          </>
        }
      >
        <TabletTarget label="Go to">A-04-2</TabletTarget>
        <div className="rounded-xl border bg-surface p-4.5">
          <p className="font-semibold text-5xl">
            6 <span className="font-normal text-2xl text-ink-3">of 12 picked</span>
          </p>
          <p className="mt-2 text-2xl">White hanging heart T-light holder</p>
          <p className="font-mono text-base text-ink-3">85123A · 5 012345 678900 · tote 2</p>
        </div>
        <ScanField
          label="Scan the product"
          typing={typing}
          answer={answer}
          onScan={(code) =>
            setAnswer(
              code === '85123A' ? { tone: 'ok', text: '7 of 12' } : { tone: 'bad', text: `${code} is another product` },
            )
          }
        />
        <p className="text-ink-3">Next: A-05-1, White metal lantern × 6</p>
      </TabletLayout>
    </main>
  )
}
