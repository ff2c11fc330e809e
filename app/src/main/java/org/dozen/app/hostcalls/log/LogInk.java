// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import javafx.scene.paint.Color;

import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Token;

/**
 * What a piece of a line is written in.
 *
 * @param row of the host call whose colour it is, the same as on the chart; -1 for a token's
 * @param token of other colours
 */
record LogInk(int row, Token token) {
    static final LogInk PLAIN = new LogInk(-1, Token.TEXT);
    static final LogInk QUIET = new LogInk(-1, Token.MUTED);
    static final LogInk FAINT = new LogInk(-1, Token.FAINT);
    static final LogInk BAD = new LogInk(-1, Token.BAD);
    static final LogInk TYPED = new LogInk(-1, Token.FOCUS);

    /** The ink of one of the twelve. */
    static LogInk call(int row) {
        return new LogInk(row, Token.TEXT);
    }

    Color color(Palette palette) {
        return row < 0 ? palette.color(token) : palette.call(row);
    }
}
