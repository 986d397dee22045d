import { computed, readonly, shallowRef } from "vue";
import { call, toAppError, type AppError, type LedgerInfo, type RoundStatus } from "../ipc";

/** What is open: one ledger, one round of it. Views watch `revision` and read again when it grows. */
const ledger = shallowRef<LedgerInfo | null>(null);
const round = shallowRef("");
const status = shallowRef<RoundStatus | null>(null);
const statusError = shallowRef<AppError | null>(null);
const revision = shallowRef(0);
const inboxCount = shallowRef(0);
/** Who else has the ledger open, and what its file alone does not hold yet. */
const notices = shallowRef<readonly string[]>([]);
/** Files that wait in the ledger that was just closed. */
const leftWaiting = shallowRef<{ ledger: string; files: number } | null>(null);

const roundInfo = computed(() => ledger.value?.rounds.find(({ code }) => code === round.value) ?? null);
/** One value for "another ledger, another round, or other data": the key of every cache. */
const dataKey = computed(() => `${ledger.value?.path ?? ""}|${round.value}|${revision.value}`);

async function readStatus(): Promise<void> {
  const asked = round.value;
  if (asked === "") return;
  try {
    const [found, waiting, told] = await Promise.all([call("round_status", { round: asked }), call("inbox", { round: asked }), call("ledger_notices", {})]);
    if (asked !== round.value) return;
    notices.value = told;
    status.value = found;
    inboxCount.value = waiting.items.length;
    statusError.value = null;
  } catch (thrown) {
    statusError.value = toAppError(thrown);
  }
}

/** Who else has the ledger open now. What cannot be asked is told where something is done with the ledger. */
async function readNotices(): Promise<void> {
  const asked = ledger.value?.path;
  if (asked === undefined) return;
  const told = await call("ledger_notices", {}).catch(() => null);
  const same = told === null || (told.length === notices.value.length && told.every((text, at) => text === notices.value[at]));
  if (!same && asked === ledger.value?.path) notices.value = told;
}

function opened(info: LedgerInfo, wanted: string | null = null): void {
  ledger.value = info;
  status.value = null;
  inboxCount.value = 0;
  notices.value = [];
  // The last round of a scheme is the one that is being collected.
  round.value = info.rounds.find(({ code }) => code === wanted)?.code ?? info.rounds[0]?.code ?? "";
  revision.value += 1;
  void readStatus();
}

function chooseRound(code: string): void {
  round.value = code;
  status.value = null;
  revision.value += 1;
  void readStatus();
}

/** After the ledger's data have changed. */
function changed(): void {
  revision.value += 1;
  void readStatus();
}

export const session = {
  ledger: readonly(ledger),
  round: readonly(round),
  roundInfo,
  status: readonly(status),
  statusError: readonly(statusError),
  dataKey,
  inboxCount,
  notices: readonly(notices),
  opened,
  chooseRound,
  changed,
  readNotices,
  leftWaiting: readonly(leftWaiting),
  close() {
    const name = ledger.value?.fileName ?? "";
    ledger.value = null;
    leftWaiting.value = null;
    // The core still has it open; that nothing is lost is worth a word, that it could not be counted is not.
    call("waiting_count", {}).then(
      (files) => (leftWaiting.value = files > 0 ? { ledger: name, files } : null),
      () => undefined,
    );
  },
};
