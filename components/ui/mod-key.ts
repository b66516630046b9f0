'use client'

import { useSyncExternalStore } from 'react'

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)
const never = () => () => undefined

/** The name of the command key on this machine: `⌘` or `Ctrl`. */
export const useModKey = () => (useSyncExternalStore(never, isMac, () => true) ? '⌘' : 'Ctrl ')
