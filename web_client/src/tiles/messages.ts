/** What the page and its worker say to each other. */

import type { ContainerErrorKind } from "../wire/container";
import type { Group, Target } from "./assemble";

export type ToWorker =
  | {
      readonly type: "load";
      readonly load: number;
      /** Absolute. */
      readonly url: string;
      readonly headers: Record<string, string>;
      readonly targets: readonly Target[];
    }
  | { readonly type: "abort"; readonly load: number };

export type FromWorker =
  | { readonly type: "begin"; readonly load: number; readonly layers: number }
  | { readonly type: "group"; readonly load: number; readonly group: Group }
  | { readonly type: "end"; readonly load: number }
  | { readonly type: "failed"; readonly load: number; readonly failure: Failure };

/** An error as plain data: errors lose their fields on the way between threads. */
export type Failure =
  | { readonly name: "container"; readonly kind: ContainerErrorKind; readonly message: string; readonly problem: unknown }
  | { readonly name: "fetch"; readonly status: number; readonly message: string; readonly problem: unknown };
