/** Makes the checks callable from outside: `window.checks.straightCheckerboards()`. */

import * as checks from "./checks";

Object.assign(window, { checks });
