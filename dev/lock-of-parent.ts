/** What the program under `npm run dev` has for the lock of its data: the process that keeps the database open holds it. */
export const lockFolder = () => () => undefined

export class FolderInUse extends Error {}
