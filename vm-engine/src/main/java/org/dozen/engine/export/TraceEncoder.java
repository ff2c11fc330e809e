// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

/** Turns events into the text of one format. One for each file. */
interface TraceEncoder {
    /** What the file begins with. */
    void begin(StringBuilder to);

    void call(TraceEvent.Call call, StringBuilder to);

    void note(TraceEvent.Note note, StringBuilder to);

    /** What makes the file whole; written anew behind every piece of it. */
    void end(TraceEvent.End end, StringBuilder to);

    /** Writes a JSON string with its quotes. */
    static void quote(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == 0x7f) {
                to.append("\\u").append(String.format("%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }

    /** Writes a digest, in hexadecimal as no JSON number holds 64 bits for sure. */
    static void hex(long digest, StringBuilder to) {
        to.append("0x").append(Long.toHexString(digest));
    }
}
