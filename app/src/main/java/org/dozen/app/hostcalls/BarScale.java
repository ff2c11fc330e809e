// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

/** How a count becomes the length of a bar. */
public enum BarScale {
    LOGARITHMIC {
        @Override
        double length(long count, long most) {
            return count <= 0
                    ? 0
                    : Math.log1p((double) count) / Math.log1p((double) Math.max(count, most));
        }
    },
    LINEAR {
        @Override
        double length(long count, long most) {
            return count <= 0 ? 0 : (double) count / Math.max(count, most);
        }
    };

    /** Length of the bar of {@code count} beside a longest bar of {@code most}, 0..1. */
    abstract double length(long count, long most);
}
