/** What the names of copies begin with. */
export const prefix = 'afterword writing '
const storeName = 'copies'
const openMs = 2_000

/**
 * What is kept in this browser, by name. `localStorage` has it at once, but reaches the disk some seconds later, and
 * where much is written as much as a minute: a browser that is killed meanwhile has lost it. So each change goes into
 * IndexedDB besides, and what `localStorage` had not got as far as is taken from there when the page is opened.
 */
export async function openCopies() {
  const changes = new Map()
  let database = null
  let isWriting = false
  // Nothing is saved before: neither a disk nor another window may hold that up. Come late, it hears what has changed.
  await Promise.race([openAll(), wait(openMs)]).catch(() => undefined)

  async function openAll() {
    database = await openHealed(changes)
    writeSoon()
  }

  function change(name, text) {
    changes.set(name, text)
    writeSoon()
  }

  function writeSoon() {
    if (!database || isWriting) return
    isWriting = true
    // A copy that gets another name is at no moment under neither: what changes at once is written at once.
    queueMicrotask(() => void write().catch(() => (isWriting = false)))
  }

  async function write() {
    while (changes.size > 0) {
      const writing = database.transaction(storeName, 'readwrite')
      const store = writing.objectStore(storeName)
      for (const [name, text] of changes) {
        if (text === null) store.delete(name)
        else store.put(text, name)
      }
      changes.clear()
      await new Promise(resolve => {
        for (const end of ['complete', 'abort']) writing.addEventListener(end, resolve)
      })
    }
    isWriting = false
  }

  return {
    names: () => Object.keys(localStorage).filter(name => name.startsWith(prefix)),
    get: name => localStorage.getItem(name),
    set(name, text) {
      change(name, text)
      localStorage.setItem(name, text)
    },
    remove(name) {
      localStorage.removeItem(name)
      change(name, null)
    },
  }
}

async function openHealed(changes) {
  const database = await open()
  await heal(database, changes).catch(() => undefined)
  return database
}

function open() {
  const asked = indexedDB.open('afterword writing', 1)
  asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(storeName))
  return answered(asked)
}

const wait = ms => new Promise(resolve => setTimeout(resolve, ms, null))

/** What has changed while it was waited for is known better here. */
async function heal(database, changes) {
  const store = database.transaction(storeName).objectStore(storeName)
  const [names, texts] = await Promise.all([store.getAllKeys(), store.getAll()].map(answered))
  for (const [index, name] of names.entries())
    if (
      name.startsWith(prefix) &&
      !changes.has(name) &&
      timeOf(texts[index]) > timeOf(localStorage.getItem(name))
    )
      localStorage.setItem(name, texts[index])
}

const answered = asked =>
  new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error))
  })

const timeOf = text => (text ? JSON.parse(text).at : -1)
