// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.CProgram;
import org.dozen.engine.failure.HostFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starting, signalling and reaping real processes. */
class VmProcessTest {
    private static final String SHOWS_WHAT_IT_HAS =
            """
            #include <dirent.h>
            #include <fcntl.h>
            #include <signal.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <unistd.h>
            int main(int argc, char **argv, char **envp)
            {
            	int fds[64] = {0}, variables = 0, blocked = 0, changed = 0;
            	DIR *dir = opendir("/proc/self/fd");
            	struct dirent *entry;
            	sigset_t set;
            	while ((entry = readdir(dir)))
            		if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(dir))
            			fds[atoi(entry->d_name)] = 1;
            	closedir(dir);
            	while (envp[variables])
            		variables++;
            	sigprocmask(SIG_BLOCK, NULL, &set);
            	for (int s = 1; s < 32; s++) {
            		struct sigaction action;
            		blocked += sigismember(&set, s) == 1;
            		if (sigaction(s, NULL, &action) == 0 && action.sa_handler != SIG_DFL)
            			changed++;
            	}
            	printf("fds");
            	for (int i = 0; i < 64; i++)
            		if (fds[i])
            			printf(" %d", i);
            	printf("\\nenvironment %d\\nblocked %d\\nchanged %d\\n", variables, blocked, changed);
            	printf("leader %d\\n", getsid(0) == getpid());
            	for (int i = 1; i < argc; i++)
            		printf("word %s\\n", argv[i]);
            	return 7;
            }
            """;

    @TempDir Path folder;

    @Test
    void aMachineGetsExactlyItsDescriptorsAndNothingOfOurs() throws Exception {
        Path program = CProgram.compile(folder, "shows", SHOWS_WHAT_IT_HAS);
        Path disk = Files.writeString(folder.resolve("disk"), "x");
        try (DiskFile open = DiskFile.open(disk, false);
                Started started = start(program, List.of("a=1", "two words"), List.of(open))) {
            String said = started.readAll();
            assertThat(said.lines())
                    .containsExactly(
                            "fds 0 1 2 3 4",
                            "environment 0",
                            "blocked 0",
                            "changed 0",
                            "leader 1",
                            "word a=1",
                            "word two words");
            assertThat(started.process.reap()).isEqualTo(new ExitStatus(7, 0));
        }
    }

    @Test
    void bytesPassTheConsoleUnchangedInBothDirections() throws Exception {
        try (Started started = start(Path.of("/bin/cat"), List.of(), List.of())) {
            byte[] bytes = new byte[256];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
            started.console.output().write(bytes);
            byte[] back = started.console.input().readNBytes(bytes.length);
            assertThat(back).isEqualTo(bytes);
            started.process.signal(VmProcess.SIGKILL);
            assertThat(started.console.input().read()).isEqualTo(-1);
        }
    }

    @Test
    void aSignalThatEndsAMachineIsNamed() throws Exception {
        try (Started started = start(Path.of("/bin/cat"), List.of(), List.of())) {
            assertThat(started.process.awaitEnd(50)).isFalse();
            started.process.signal(VmProcess.SIGKILL);
            assertThat(started.process.awaitEnd(10_000)).isTrue();
            ExitStatus status = started.process.reap();
            assertThat(status).isEqualTo(new ExitStatus(0, 9));
            assertThat(status.signalName()).isEqualTo("SIGKILL");
            assertThat(status.shellStatus()).isEqualTo(137);
        }
    }

    @Test
    void whatAMachineSaysBeforeItsSealIsKept() throws Exception {
        Path program =
                CProgram.compile(
                        folder,
                        "complains",
                        """
                        #include <unistd.h>
                        int main(void)
                        {
                        	return write(2, "dozen-vm: no luck\\n", 18) == 18 ? 71 : 1;
                        }
                        """);
        try (Started started = start(program, List.of(), List.of())) {
            assertThat(started.process.awaitEnd(10_000)).isTrue();
            assertThat(started.process.messages()).isEqualTo("dozen-vm: no luck\n");
            assertThat(started.process.reap().code()).isEqualTo(71);
        }
    }

    @Test
    void aProgramThatIsNotThereIsAFailureThatSaysHowToBuildIt() {
        assertThatThrownBy(() -> start(folder.resolve("none"), List.of(), List.of()))
                .isInstanceOfSatisfying(
                        HostFailure.class,
                        failure -> {
                            assertThat(failure.reason())
                                    .isEqualTo(HostFailure.Reason.PROGRAM_MISSING);
                            assertThat(failure.sentence()).contains("none").contains("mvn");
                        });
    }

    @Test
    void aProgramThatCannotRunIsAFailureThatNamesIt() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThatThrownBy(() -> start(text, List.of(), List.of()))
                .isInstanceOfSatisfying(
                        HostFailure.class,
                        failure ->
                                assertThat(failure.reason())
                                        .isEqualTo(HostFailure.Reason.PROGRAM_NOT_EXECUTABLE));
    }

    @Test
    void sharedMemoryIsSharedAndItsSizeCannotBeChanged() throws Exception {
        Path program =
                CProgram.compile(
                        folder,
                        "shares",
                        """
                        #include <sys/mman.h>
                        #include <unistd.h>
                        int main(void)
                        {
                        	char *p = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, 3, 0);
                        	p[1] = p[0] + 1;
                        	p[2] = ftruncate(3, 0) != 0;
                        	p[3] = ftruncate(3, 1 << 20) != 0;
                        	return 0;
                        }
                        """);
        try (Started started = start(program, List.of(), List.of(), (byte) 41)) {
            assertThat(started.process.awaitEnd(10_000)).isTrue();
            assertThat(started.memory.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 42);
            assertThat(started.memory.get(ValueLayout.JAVA_BYTE, 2)).isEqualTo((byte) 1);
            assertThat(started.memory.get(ValueLayout.JAVA_BYTE, 3)).isEqualTo((byte) 1);
            started.process.reap();
        }
    }

    private static Started start(Path program, List<String> words, List<DiskFile> disks) {
        return start(program, words, disks, (byte) 0);
    }

    private static Started start(
            Path program, List<String> words, List<DiskFile> disks, byte first) {
        ConsoleSocket console = ConsoleSocket.create();
        try (SharedMemory shared = SharedMemory.create("test", 8192)) {
            MemorySegment memory = shared.map();
            memory.set(ValueLayout.JAVA_BYTE, 0, first);
            VmProcess process = VmProcess.start(program, words, console, shared, disks);
            return new Started(process, console, memory);
        }
    }

    private record Started(VmProcess process, ConsoleSocket console, MemorySegment memory)
            implements AutoCloseable {
        String readAll() throws IOException {
            return new String(console.input().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            process.signal(VmProcess.SIGKILL);
            process.close();
            console.close();
        }
    }
}
