'use client'

import { useEffect, useState } from 'react'
import { isSignalOn, signalWrong, switchSignal } from '@/components/shell/wrong-signal'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'

/** Settings of this device only. */
export function DeviceCard() {
  const [on, setOn] = useState(true)
  useEffect(() => setOn(isSignalOn()), [])
  const change = (next: boolean) => {
    switchSignal(next)
    setOn(next)
  }
  return (
    <Card title="This device">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          label="Sound and vibration on a wrong scan"
          checked={on}
          onChange={(event) => change(event.target.checked)}
        />
        <Button disabled={!on} onClick={signalWrong}>
          Try it
        </Button>
      </div>
    </Card>
  )
}
