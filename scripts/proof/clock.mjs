// Loaded before everything else in a process of the tests: its clock runs ahead of the machine's by so many milliseconds, as
// that of every other process of the same run does, and ticks on from there. There is no second Date: what has the real
// one already, or makes dates of its own, sees the same class with the same instances.
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

/** Gives this process, and those that it starts from here on, the machine's clock again. */
export function trueClock() {
  delete process.env.OCTET_CLOCK_SHIFT_MS
  if (!globalThis.octetRealDate) return
  globalThis.Date = globalThis.octetRealDate
  Date.prototype.constructor = Date
  delete globalThis.octetRealDate
}
