/** What stays on this device, in its own database: nothing of a holder, ever. */
const name = "servicecard-counter";
const stores = { kept: "kept", queue: "queue" } as const;
type Store = keyof typeof stores;

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(stores.kept);
      request.result.createObjectStore(stores.queue, { keyPath: "key" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs `act` in one transaction, and comes back once it is on the disk. */
async function change(store: Store, act: (objects: IDBObjectStore) => void): Promise<void> {
  const database = await open();
  const transaction = database.transaction(store, "readwrite", { durability: "strict" });
  act(transaction.objectStore(store));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export async function readKept<T>(key: string): Promise<T | undefined> {
  const database = await open();
  return answerOf<T | undefined>(database.transaction("kept").objectStore("kept").get(key));
}

/** All of them or none. */
export async function keep(entries: Record<string, unknown>): Promise<void> {
  await change("kept", (objects) => {
    for (const [key, value] of Object.entries(entries)) objects.put(value, key);
  });
}

export async function forget(...keys: string[]): Promise<void> {
  await change("kept", (objects) => keys.forEach((key) => objects.delete(key)));
}

export async function readQueue<T>(): Promise<T[]> {
  const database = await open();
  return answerOf<T[]>(database.transaction("queue").objectStore("queue").getAll());
}

export async function enqueue(item: { key: string }): Promise<void> {
  await change("queue", (objects) => { objects.put(item); });
}

export async function dequeue(keys: string[]): Promise<void> {
  await change("queue", (objects) => keys.forEach((key) => objects.delete(key)));
}

export async function emptyQueue(): Promise<void> {
  await change("queue", (objects) => { objects.clear(); });
}
