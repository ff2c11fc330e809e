// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.model.TerminalModelListener;
import com.techsenger.jeditermfx.core.model.TerminalTextBuffer;

/**
 * Keeps the history of a terminal bounded by cutting it in bulk, so that a line costs the same
 * however long the history is.
 */
final class ScrollbackTrim implements TerminalModelListener {
    static final int KEEP = 5000;

    private final TerminalTextBuffer buffer;

    ScrollbackTrim(TerminalTextBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void modelChanged() {
        if (buffer.getHistoryBuffer().getLineCount() <= 2 * KEEP) {
            return;
        }
        buffer.lock();
        try {
            buffer.getHistoryBuffer()
                    .removeTopLines(buffer.getHistoryBuffer().getLineCount() - KEEP);
        } finally {
            buffer.unlock();
        }
    }
}
