// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import java.io.IOException;

/** Waits for one descriptor. */
final class Poll {
    /** What a wait brought. */
    enum Event {
        /** Time is up, or a signal came. */
        NOTHING,
        /** There is something to read. */
        DATA,
        /** The other side has gone, or the descriptor is closed. */
        GONE
    }

    private Poll() {}

    /**
     * Waits until there is something to read.
     *
     * @param millis at most this long, -1 = for ever
     */
    static Event readable(Descriptor descriptor, int millis) {
        try (Memory entry = new Memory(8)) {
            int ready =
                    descriptor.use(fd -> {
                        entry.setInt(0, fd);
                        entry.setInt(4, LibC.POLLIN);
                        return LibC.poll(entry, 1, millis);
                    });
            if (ready == 0) {
                return Event.NOTHING;
            }
            return (entry.getShort(6) & LibC.POLLIN) != 0 ? Event.DATA : Event.GONE;
        } catch (LastErrorException error) {
            return error.getErrorCode() == LibC.EINTR ? Event.NOTHING : Event.GONE;
        } catch (IOException closed) {
            return Event.GONE;
        }
    }
}
