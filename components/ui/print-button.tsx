'use client'

import { Button } from './button'

/** Prints the page as it stands; the print style leaves out everything that is not paper. */
export const PrintButton = ({ label = 'Print' }: { label?: string }) => (
  <Button onClick={() => window.print()}>{label}</Button>
)
