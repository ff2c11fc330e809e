// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.RefusedCall;

/** The story of a refused call, in words. */
final class RefusedWords {
    private RefusedWords() {}

    /** What was tried, as strace would write it. */
    static String tried(RefusedCall call) {
        return call.name() + "(" + call.arguments() + ")";
    }

    /** From where in the guest it came, as a sentence. */
    static String origin(RefusedCall call) {
        String address = Figures.address(call.address());
        if (call.guestPid() == 0) {
            return Text.of("calls.refused.fromKernel", address);
        }
        return Text.of("calls.refused.from", call.guestPid(), call.guestName(), address);
    }
}
