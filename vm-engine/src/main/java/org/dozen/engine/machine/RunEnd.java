// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.HostFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.host.ExitStatus;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.trace.GuestEnding;
import org.dozen.engine.trace.SharedRegion;

import java.util.Locale;
import java.util.Optional;

/** Works out how a run ended, from what the host kernel and the machine say. */
final class RunEnd {
    private static final int SIGSYS = 31;
    private static final int EXIT_POWEROFF = 0;
    private static final int EXIT_PANIC = 70;
    private static final int EXIT_START = 71;
    private static final int EXIT_REBOOT = 72;

    private final String name;
    private final ExitStatus status;
    private final SharedRegion region;
    private final String messages;

    /**
     * What is known at the end.
     *
     * @param messages what the process said before its seal
     */
    RunEnd(String name, ExitStatus status, SharedRegion region, String messages) {
        this.name = name;
        this.status = status;
        this.region = region;
        this.messages = messages;
    }

    /**
     * The ending.
     *
     * @param forced we were asked to end it by force
     * @param strict the refused call for which we ended it, if we did
     */
    Ending ending(boolean forced, boolean strictMode, Optional<RefusedCall> strict) {
        if (strict.isPresent() || (strictMode && status.signal() == SIGSYS)) {
            return bad(Ending.Kind.REFUSED_CALL, refused(strict));
        }
        if (forced && (status.signal() != 0 || status.code() == EXIT_POWEROFF)) {
            return good(Ending.Kind.FORCED);
        }
        if (status.signal() != 0) {
            return bad(Ending.Kind.KILLED, killed());
        }
        return switch (status.code()) {
            case EXIT_POWEROFF -> good(Ending.Kind.POWERED_OFF);
            case EXIT_REBOOT -> good(Ending.Kind.REBOOT);
            case EXIT_PANIC -> bad(Ending.Kind.PANIC, panicked());
            case EXIT_START -> bad(Ending.Kind.NOT_STARTED, notStarted());
            default -> bad(Ending.Kind.KILLED, unknown());
        };
    }

    private Ending good(Ending.Kind kind) {
        return new Ending(kind, region.commandStatus(), status.shellStatus(), Optional.empty());
    }

    private Ending bad(Ending.Kind kind, EngineFailure failure) {
        return new Ending(kind, region.commandStatus(), status.shellStatus(), Optional.of(failure));
    }

    private MachineFailure refused(Optional<RefusedCall> call) {
        String which = call.map(RunEnd::story).orElse("the host kernel did not say which.");
        return new MachineFailure(
                MachineFailure.Reason.REFUSED_CALL,
                "The machine "
                        + name
                        + " was ended by its first refused call, as strict mode asks: "
                        + which);
    }

    /** What was tried, by whom, from where, and what it would have meant. */
    private static String story(RefusedCall call) {
        String who =
                call.guestPid() == 0
                        ? "the guest kernel"
                        : "guest process " + call.guestPid() + ", " + call.guestName();
        return call.name()
                + "("
                + call.arguments()
                + "). It came from "
                + who
                + ", at 0x"
                + Long.toHexString(call.address())
                + ". "
                + call.meaning();
    }

    private MachineFailure killed() {
        String how =
                switch (status.signal()) {
                    case 4, 6, 7, 8, 11 -> " crashed with ";
                    default -> " was killed from outside by ";
                };
        return new MachineFailure(
                MachineFailure.Reason.KILLED,
                "The machine "
                        + name
                        + how
                        + status.signalName()
                        + ". What its programs had not synced to the image is lost.");
    }

    private MachineFailure panicked() {
        String why = withoutPeriod(region.message());
        return new MachineFailure(
                MachineFailure.Reason.PANIC,
                "The guest kernel of "
                        + name
                        + " gave up: "
                        + (why.isEmpty() ? "it did not say why" : why)
                        + ".");
    }

    private EngineFailure notStarted() {
        String said = region.ending() == GuestEnding.START ? region.message() : "";
        String why = withoutPeriod(said.isEmpty() ? firstLine(messages) : said);
        String lower = why.toLowerCase(Locale.ROOT);
        if (lower.contains("seccomp")) {
            return new HostFailure(
                    HostFailure.Reason.NO_SECCOMP,
                    "sealing",
                    0,
                    "This host cannot seal machines: " + why + ".");
        }
        if (lower.contains("fsgsbase")) {
            return new HostFailure(
                    HostFailure.Reason.NO_FSGSBASE,
                    "reading processor features",
                    0,
                    "This host cannot run machines: " + why + ".");
        }
        return new MachineFailure(
                lower.contains("guest's memory")
                        ? MachineFailure.Reason.TOO_MUCH_MEMORY
                        : MachineFailure.Reason.START,
                "The machine "
                        + name
                        + " could not start: "
                        + (why.isEmpty() ? "it did not say why" : why)
                        + ".");
    }

    private MachineFailure unknown() {
        return new MachineFailure(
                MachineFailure.Reason.UNKNOWN_END,
                "The machine " + name + " ended with the unknown code " + status.code() + ".");
    }

    private static String withoutPeriod(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .map(line -> line.replaceFirst("^dozen-vm: ", ""))
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}
