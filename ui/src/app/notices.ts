import { onBeforeUnmount, onMounted } from "vue";
import { jobs } from "./job";
import { session } from "./session";

/** Another program comes and goes by itself. Often enough to be of use, seldom enough to cost nothing. */
const EVERY = 5000;

/** Keeps what is said of the ledger true while the window can be seen. It is not asked while a job runs. */
export function useFreshNotices(): void {
  let asking = false;
  async function look(): Promise<void> {
    if (asking || document.visibilityState !== "visible" || jobs.job.value !== null) return;
    asking = true;
    await session.readPulse();
    asking = false;
  }
  const again = () => void look();
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(again, EVERY);
    document.addEventListener("visibilitychange", again);
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", again);
  });
}
