'use client'

import { useSyncExternalStore } from 'react'
import { Tag } from '@/components/ui/tag'
import { Instant } from '@/components/ui/text'
import { useKeptAt } from './kept-pages'

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether the browser has a network. */
export const useOnline = () =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )

/** Shows in words whether there is a network, and how many entries wait to be sent. */
export function NetworkTag({ waiting = 0 }: { waiting?: number }) {
  const online = useOnline()
  const keptAt = useKeptAt()
  const queue = waiting > 0 ? ` · ${waiting} waiting` : ''
  return (
    <span role="status">
      <Tag tone={online && !keptAt && waiting === 0 ? 'plain' : 'warn'}>
        {online ? 'online' : 'offline'}
        {queue}
        {keptAt && (
          <>
            {' · as of '}
            <Instant at={keptAt} />
          </>
        )}
      </Tag>
    </span>
  )
}
