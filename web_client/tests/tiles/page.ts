/** Makes checks and benchmarks callable from outside: `window.checks.magnified()`. */

import * as benchmarks from "./benchmark";
import * as checks from "./checks";

Object.assign(window, { checks, benchmarks });
