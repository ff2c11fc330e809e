// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

/**
 * A moment of a run that is marked on the chart.
 *
 * @param atNanos since the run began
 * @param label a word or two
 * @param bad drawn as something bad
 */
public record ChartMark(long atNanos, String label, boolean bad) {}
