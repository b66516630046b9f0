/** The error of a field, below the field and connected to it for screen readers. */
export function Problem({ id, children }: { id: string; children: string | undefined }) {
  return children ? (
    <p id={id} className="mt-0.5 mb-1 max-w-72 whitespace-normal text-left text-bad text-xs">
      {children}
    </p>
  ) : null
}

/** The attributes that connect a control to the error below it. */
export const saidAt = (id: string, problem: string | undefined) =>
  problem ? ({ 'aria-invalid': true, 'aria-describedby': id } as const) : {}
