import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { session } from "../src/app/session";
import NewRound from "../src/features/rounds/NewRound.vue";
import { ledgerFor } from "../src/ipc/mock/units";
import { settle } from "./opened";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a new round is opened as soon as it is added, and a sample stays one", async () => {
  session.opened({ ...ledgerFor(""), sample: true, nextRound: "2021Q2" }, "2021Q1");
  const view = mount(NewRound, { attachTo: document.body });
  view.vm.show();
  await flushPromises();
  expect(view.get<HTMLInputElement>("[data-testid=round-code]").element.value).toBe("2021Q2");
  await view.get("form").trigger("submit");
  await settle();
  expect([session.round.value, session.ledger.value?.sample]).toEqual(["2021Q2", true]);
});
