import { zhCN } from "./zh-CN";

export type MessageKey = keyof typeof zhCN;
export type MessageArgs = Record<string, string | number>;

/** The sentence for a key, its {args} filled in. A missing argument stays visible as {name}: better odd than silently wrong. */
export function t(key: MessageKey, args: MessageArgs = {}): string {
  return zhCN[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(args[name] ?? hole));
}
