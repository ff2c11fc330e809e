// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import org.dozen.app.text.Text;
import org.dozen.engine.history.FlowMatrix;
import org.dozen.engine.hostcall.HostCall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the flow diagram shows: on the left who asked, on the right what was asked of the host,
 * between them bands. Only as many on the left as can be told apart; the others are one.
 *
 * @param guestCalls all guest calls
 * @param hostCalls all host calls, with those of unknown cause
 * @param sources who asked, most host calls first
 * @param targets what was asked, most first
 * @param bands from a source to a target, in the order of the sources
 * @param answered guest calls that led to no host call, at least so many
 */
record FlowPicture(
        long guestCalls,
        long hostCalls,
        List<Source> sources,
        List<Target> targets,
        List<Band> bands,
        long answered) {
    /** The guest kernel by itself: no guest call was in progress. */
    static final int KERNEL = -1;

    /** Several guest calls, added up. */
    static final int OTHERS = -2;

    /** The record was lost, and with it the cause. */
    static final int UNKNOWN = -3;

    /**
     * Who asked the host.
     *
     * @param number of the guest call, or one of the constants
     * @param name for people
     * @param hostCalls that it led to
     * @param made how often the guest call was made; 0 for the guest kernel
     */
    record Source(int number, String name, long hostCalls, long made) {}

    /** What was asked of the host; empty: not known, for the record was lost. */
    record Target(Optional<HostCall> call, long count) {}

    /** Host calls of one kind for one source. */
    record Band(Source source, Target target, long count, long bytes, long nanos) {}

    FlowPicture {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        bands = List.copyOf(bands);
    }

    /** Nothing has happened. */
    static FlowPicture none() {
        return new FlowPicture(0, 0, List.of(), List.of(), List.of(), 0);
    }

    /**
     * Arranges a matrix.
     *
     * @param most sources that are told apart
     */
    static FlowPicture of(FlowMatrix matrix, int most) {
        Map<Integer, Long> made = new LinkedHashMap<>();
        matrix.guestCalls().forEach(call -> made.merge(call.number(), call.count(), Long::sum));
        Map<Integer, Long> asked = new LinkedHashMap<>();
        matrix.flows().forEach(flow -> asked.merge(flow.guestCall(), flow.count(), Long::sum));
        List<Integer> order =
                asked.keySet().stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (Integer key) -> asked.getOrDefault(key, 0L))
                                        .reversed())
                        .toList();
        List<Integer> apart = order.subList(0, order.size() > most ? most - 1 : order.size());
        Map<Integer, Source> sources = new LinkedHashMap<>();
        for (int number : order) {
            int key = apart.contains(number) ? number : OTHERS;
            long hostCalls = asked.getOrDefault(number, 0L);
            long guestCalls = made.getOrDefault(number, 0L);
            Source before = sources.get(key);
            sources.put(
                    key,
                    before == null
                            ? new Source(key, name(key, matrix), hostCalls, guestCalls)
                            : new Source(
                                    key,
                                    before.name(),
                                    before.hostCalls() + hostCalls,
                                    before.made() + guestCalls));
        }
        return arranged(matrix, sources, made, asked);
    }

    private static FlowPicture arranged(
            FlowMatrix matrix,
            Map<Integer, Source> sources,
            Map<Integer, Long> made,
            Map<Integer, Long> asked) {
        Map<HostCall, Long> counts = new LinkedHashMap<>();
        matrix.flows().forEach(flow -> counts.merge(flow.hostCall(), flow.count(), Long::sum));
        Map<HostCall, Target> targets = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<HostCall, Long>comparingByValue().reversed())
                .forEach(entry ->
                        targets.put(
                                entry.getKey(),
                                new Target(Optional.of(entry.getKey()), entry.getValue())));
        List<Band> bands = new ArrayList<>();
        for (Source source : sources.values()) {
            targets.forEach((call, target) -> {
                Band band = band(matrix, source, target, call, sources);
                if (band.count() > 0) {
                    bands.add(band);
                }
            });
        }
        List<Source> left = new ArrayList<>(sources.values());
        List<Target> right = new ArrayList<>(targets.values());
        if (matrix.unknown() > 0) {
            Source lost = new Source(UNKNOWN, Text.of("flow.source.unknown"), matrix.unknown(), 0);
            Target unknown = new Target(Optional.empty(), matrix.unknown());
            left.add(lost);
            right.add(unknown);
            bands.add(new Band(lost, unknown, matrix.unknown(), 0, 0));
        }
        long answered =
                made.entrySet().stream()
                        .mapToLong(entry ->
                                Math.max(
                                        0,
                                        entry.getValue() - asked.getOrDefault(entry.getKey(), 0L)))
                        .sum();
        return new FlowPicture(
                matrix.guestCallTotal(),
                matrix.hostCallTotal() + matrix.unknown(),
                left,
                right,
                bands,
                answered);
    }

    private static Band band(
            FlowMatrix matrix,
            Source source,
            Target target,
            HostCall call,
            Map<Integer, Source> sources) {
        long count = 0;
        long bytes = 0;
        long nanos = 0;
        for (FlowMatrix.Flow flow : matrix.flows()) {
            int key = sources.containsKey(flow.guestCall()) ? flow.guestCall() : OTHERS;
            if (key == source.number() && flow.hostCall().equals(call)) {
                count += flow.count();
                bytes += flow.bytes();
                nanos += flow.nanos();
            }
        }
        return new Band(source, target, count, bytes, nanos);
    }

    private static String name(int key, FlowMatrix matrix) {
        if (key == KERNEL) {
            return Text.of("flow.source.kernel");
        }
        if (key == OTHERS) {
            return Text.of("flow.source.others");
        }
        return matrix.flows().stream()
                .filter(flow -> flow.guestCall() == key)
                .map(FlowMatrix.Flow::guestName)
                .findFirst()
                .orElse("");
    }

    /** Share of the guest calls that the guest answered by itself, 0..1. */
    double answeredShare() {
        return guestCalls == 0 ? 0 : Math.min(1, (double) answered / guestCalls);
    }
}
