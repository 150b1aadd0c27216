// Loaded before the program: this process's clock is off by CLOCK_OFF_MS, and the database's is not.
const offMs = Number(process.env['CLOCK_OFF_MS'])
const RealDate = Date

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + offMs] : args, newTarget),
  apply: () => new Date(RealDate.now() + offMs).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => RealDate.now() + offMs : Reflect.get(target, name, receiver),
})
