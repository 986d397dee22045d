import { shallowRef } from "vue";

/** What a browser is sending to the program, file by file: a folder may take a while. */
export const sending = shallowRef<{ done: number; total: number; file: string } | null>(null);
