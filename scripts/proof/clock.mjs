// Loaded first in a process of the tests: its clock, like that of every other process of the run, is ahead of the
// machine's by this many milliseconds. There is no second Date class: code that has the real one already, or makes its
// own dates, uses the same class and instances.
const shift = Number(process.env.OCTET_CLOCK_SHIFT_MS ?? 0)
const Real = globalThis.Date

if (shift !== 0 && !globalThis.octetRealDate) {
  globalThis.octetRealDate = Real
  const now = () => Real.now() + shift
  globalThis.Date = new Proxy(Real, {
    construct: (_, given, made) =>
      Reflect.construct(Real, given.length === 0 ? [now()] : given, made === globalThis.Date ? Real : made),
    apply: () => new Real(now()).toString(),
    get: (_, key) => (key === 'now' ? now : Reflect.get(Real, key)),
  })
  Real.prototype.constructor = globalThis.Date
}

/** Gives this process, and those that it starts from now on, the machine's clock again. */
export function trueClock() {
  delete process.env.OCTET_CLOCK_SHIFT_MS
  if (!globalThis.octetRealDate) return
  globalThis.Date = globalThis.octetRealDate
  Date.prototype.constructor = Date
  delete globalThis.octetRealDate
}
