'use client'

import { useRef } from 'react'

const isOutdated = (error: unknown) =>
  (error as { data?: { refusal?: { code: string } | null } }).data?.refusal?.code === 'CHANGED_MEANWHILE'

/**
 * Sends a form together with the version of the record from which it was filled. When somebody else has changed the
 * record, the person is told and keeps the text; saving again replaces the change they were told of. A form that
 * `stays` open after sending continues from the version that it made.
 */
export function useVersion(opened: string | undefined, readAgain: () => Promise<{ version: string }>, stays = false) {
  const version = useRef(opened)
  return async <T>(send: (version: string | undefined) => Promise<T>): Promise<T> => {
    try {
      const sent = await send(version.current)
      if (stays) version.current = (await readAgain()).version
      return sent
    } catch (error) {
      if (isOutdated(error)) version.current = (await readAgain()).version
      throw error
    }
  }
}
