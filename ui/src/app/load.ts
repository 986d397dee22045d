import { shallowRef, watch, type ShallowRef, type WatchSource } from "vue";
import { toAppError, type AppError } from "../ipc";

export type Loaded<T> = { data: ShallowRef<T | null>; error: ShallowRef<AppError | null>; loading: ShallowRef<boolean>; reload: () => Promise<void> };

/** Reads when any of `sources` changes; a late answer to an old question is dropped. */
export function useLoad<T>(sources: WatchSource[], read: () => Promise<T | null>): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<AppError | null>(null);
  const loading = shallowRef(true);
  let turn = 0;

  async function reload(): Promise<void> {
    const mine = (turn += 1);
    loading.value = true;
    try {
      const found = await read();
      if (mine !== turn) return;
      data.value = found;
      error.value = null;
    } catch (thrown) {
      if (mine === turn) error.value = toAppError(thrown);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  watch(sources, () => void reload(), { immediate: true });
  return { data, error, loading, reload };
}
