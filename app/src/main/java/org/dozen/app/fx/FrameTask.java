// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

/**
 * Work done once per frame, on the JavaFX thread. It must be short and must not allocate in
 * quantity.
 */
@FunctionalInterface
public interface FrameTask {
    /**
     * Does one frame's work.
     *
     * @param nowNanos the frame's time, in nanoseconds of a clock that only goes forward
     */
    void frame(long nowNanos);
}
