'use client'

import { useRef } from 'react'

const isOutdated = (error: unknown) =>
  (error as { data?: { refusal?: { code: string } | null } }).data?.refusal?.code === 'CHANGED_MEANWHILE'

/**
 * Sends what a form says of a record at the version that the form was filled from. When somebody was faster the person is
 * told, and what is written stays; saving once more then puts it in the place of what they have been told of. A form that
 * `stays` open after it was sent goes on from the version that it made.
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
