import { shallowRef } from "vue";
import { session } from "../../app/session";
import { statusLine } from "../../app/statusLine";
import type { StepChange, StepTold } from "../../ipc";
import { t } from "../../messages";

/** Grows when the last step is to be taken back, wherever that is asked for. */
const asked = shallowRef(0);

const version = (number: number | null) => (number === null ? t("step.none") : t("step.version", { version: number }));

export const steps = {
  asked,
  askUndo(): void {
    asked.value += 1;
  },
  /** One return, with the versions that count before and after. */
  lineOf: ({ unit, form, before, after }: StepChange) => t("step.change", { unit: unit.name, form, before: version(before), after: version(after) }),
  /** Something was done: figures are read anew, and it can be taken back. */
  done(told: StepTold, toInbox = false): void {
    session.changed();
    // one that is filed elsewhere is gone here and counts there
    const returns = Math.max(told.changes.filter(({ after }) => after === null).length, told.changes.filter(({ after }) => after !== null).length);
    statusLine.say(toInbox ? t("step.broughtBack") : t("step.done", { kind: told.kind, returns }), { label: t("step.undo"), run: steps.askUndo });
  },
};
