'use client'

import { Button } from './button'

/** Prints the page as it stands; the print style leaves out everything that is not paper. */
export const PrintButton = ({ label = 'Print' }: { label?: string }) => (
  <Button className="max-sm:hidden" onClick={() => window.print()}>
    {label}
  </Button>
)
