// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

/**
 * How a machine is started from an image.
 *
 * @param memoryMegabytes memory of the guest, in units of 1024 times 1024 bytes
 * @param strict the first refused call ends the machine
 * @param readOnly the image is not written
 */
public record StartChoice(int memoryMegabytes, boolean strict, boolean readOnly) {
    public static final StartChoice USUAL = new StartChoice(64, false, false);

    public StartChoice withMemory(int megabytes) {
        return new StartChoice(megabytes, strict, readOnly);
    }

    public StartChoice withStrict(boolean now) {
        return new StartChoice(memoryMegabytes, now, readOnly);
    }

    public StartChoice withReadOnly(boolean now) {
        return new StartChoice(memoryMegabytes, strict, now);
    }
}
