// SPDX-License-Identifier: Apache-2.0
package org.dozen.bench;

import com.sun.management.OperatingSystemMXBean;

import org.dozen.app.MachineTab;
import org.dozen.app.fx.Pulse;
import org.dozen.app.hostcalls.HostCallsView;
import org.dozen.ui.WindowRig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What the log costs the program: processor time, frames and memory at ten thousand lines a second,
 * beside the panel's other pages under the same storm of host calls. The machine is a process of
 * its own and is not counted.
 */
public final class LogBench {
    private static final int SECONDS = 10;
    private static final int WARM_SECONDS = 6;

    private final WindowRig rig;
    private final MachineTab tab;

    private LogBench(WindowRig rig) {
        this.rig = rig;
        this.tab = rig.bootShipped();
    }

    /** Prints one table; takes about two minutes. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| on screen | host calls | lines added | processor, program | frames |"
                        + " longest gap | heap after collection |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (WindowRig rig =
                WindowRig.open(
                        WindowRig.build(), "tests.ext4", now -> now.withWindow(1280, 800, false))) {
            new LogBench(rig).run();
        }
        System.exit(0);
    }

    private void run() {
        show(HostCallsView.CALLS);
        measure("idle machine, the twelve");
        show(HostCallsView.LOG);
        measure("idle machine, the log");
        rig.type("/tests/bench/storm & echo storm", "storm");
        measure("the log, following");
        filter("call=pread64 result=success");
        measure("the log, filtered by call and result");
        filter("disk0");
        measure("the log, a text looked for");
        filter("");
        show(HostCallsView.CALLS);
        measure("the twelve");
        show(HostCallsView.FLOW);
        measure("the flow");
        rig.type("kill %1; echo calm", "calm");
    }

    private void show(int page) {
        WindowRig.onScreen(() -> {
            tab.panel().showPage(page);
            return true;
        });
    }

    private void filter(String words) {
        WindowRig.onScreen(() -> {
            tab.panel().log().find(words);
            return true;
        });
    }

    private void measure(String what) {
        WindowRig.rest(WARM_SECONDS * 1000L);
        OperatingSystemMXBean host =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long calls = calls();
        long lines = lines();
        WindowRig.onScreen(() -> rig.window().pulse().takeFigures());
        long processor = host.getProcessCpuTime();
        long begin = System.nanoTime();
        WindowRig.rest(SECONDS * 1000L);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double share = (host.getProcessCpuTime() - processor) / 1e9 / seconds;
        Pulse.Figures frames = WindowRig.onScreen(() -> rig.window().pulse().takeFigures());
        double perSecond = (calls() - calls) / seconds;
        double added = (lines() - lines) / seconds;
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f/s | %.0f/s | %.2f cores | %.1f/s | %.0f ms | %d MB |%n",
                what,
                perSecond,
                added,
                share,
                frames.frames() / seconds,
                frames.longestGapNanos() / 1e6,
                (heap.totalMemory() - heap.freeMemory()) >> 20);
    }

    private long calls() {
        return tab.model().machine().hostCalls().total();
    }

    /** Lines that were put on screen so far. */
    private long lines() {
        return WindowRig.onScreen(() -> tab.panel().log().linesAdded());
    }
}
