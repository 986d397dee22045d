import { shallowRef } from "vue";
import { call, toAppError, type AppError, type OnProgress, type Progress } from "../ipc";

export type JobStage = Extract<Progress, { type: "stage" }>["name"];
export type Job = { stage: JobStage; done: number; total: number; file: string; cancelling: boolean };

/** The one long command that may run; the core runs them one at a time too. */
const job = shallowRef<Job | null>(null);

function follow(progress: Progress): void {
  const now = job.value;
  if (!now) return;
  if (progress.type === "started") job.value = { ...now, total: progress.total, done: 0 };
  else if (progress.type === "advanced") job.value = { ...now, done: progress.done, file: progress.file };
  else if (progress.type === "stage") job.value = { ...now, stage: progress.name };
}

export type Outcome<T> = { type: "done"; value: T } | { type: "cancelled" } | { type: "failed"; error: AppError };

async function run<T>(stage: JobStage, work: (onProgress: OnProgress) => Promise<T>): Promise<Outcome<T>> {
  job.value = { stage, done: 0, total: 0, file: "", cancelling: false };
  try {
    return { type: "done", value: await work(follow) };
  } catch (thrown) {
    const error = toAppError(thrown);
    return error.code === "cancelled" ? { type: "cancelled" } : { type: "failed", error };
  } finally {
    job.value = null;
  }
}

async function cancel(): Promise<void> {
  if (!job.value || job.value.cancelling) return;
  job.value = { ...job.value, cancelling: true };
  await call("cancel_job", {});
}

export const jobs = { job, run, cancel };
