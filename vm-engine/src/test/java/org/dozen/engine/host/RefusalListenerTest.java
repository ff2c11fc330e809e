// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.CProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Refusing real calls of a real process by the host kernel's notification. */
class RefusalListenerTest {
    /** Sends socket, getppid and openat to the listener, whose number it puts into the region. */
    private static final String CALLS_WHAT_IT_MAY_NOT =
            """
            #include <errno.h>
            #include <fcntl.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <stddef.h>
            #include <sys/mman.h>
            #include <sys/prctl.h>
            #include <sys/socket.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            int main(void)
            {
            	volatile int *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, 3, 0);
            	struct sock_filter filter[] = {
            		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
            		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 2, 0),
            		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 1, 0),
            		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
            		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
            	};
            	struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
            	char path[] = "/etc/passwd";
            	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            	page[0] = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
            			  SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
            	while (!page[1])
            		usleep(1000);
            	page[2] = socket(AF_INET, SOCK_STREAM, 0) == -1 ? errno : 0;
            	page[3] = openat(AT_FDCWD, path, O_RDONLY) == -1 ? errno : 0;
            	return 0;
            }
            """;

    @TempDir Path folder;

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRefusedCallFailsWithEpermAndIsKnownWithItsArguments() throws Exception {
        Path program = CProgram.compile(folder, "calls", CALLS_WHAT_IT_MAY_NOT);
        ConsoleSocket console = ConsoleSocket.create();
        try (SharedMemory shared = SharedMemory.create("test", 4096);
                VmProcess process =
                        VmProcess.start(program, List.of(), console, shared, List.of())) {
            MemorySegment page = shared.map();
            while (page.get(ValueLayout.JAVA_INT, 0) == 0) {
                Thread.sleep(1);
            }
            RefusalListener listener =
                    RefusalListener.takeFrom(process, page.get(ValueLayout.JAVA_INT, 0))
                            .orElseThrow();
            page.set(ValueLayout.JAVA_INT, 4, 1);
            List<RefusalListener.Refusal> refusals = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            while (listener.await()) {
                listener.receive()
                        .ifPresent(refusal -> {
                            refusals.add(refusal);
                            texts.add(listener.text(refusal.arguments().get(1)).orElse("?"));
                            listener.refuse(refusal);
                        });
            }
            process.reap();
            assertThat(refusals)
                    .extracting(RefusalListener.Refusal::number)
                    .containsExactly(41, 257);
            assertThat(refusals.get(0).arguments().subList(0, 3)).containsExactly(2L, 1L, 0L);
            assertThat(refusals.get(0).address()).isNotZero();
            assertThat(texts.get(1)).isEqualTo("/etc/passwd");
            assertThat(page.get(ValueLayout.JAVA_INT, 8)).isEqualTo(LibC.EPERM);
            assertThat(page.get(ValueLayout.JAVA_INT, 12)).isEqualTo(LibC.EPERM);
            listener.close();
        } finally {
            console.close();
        }
    }

    @Test
    void aDescriptorThatIsNotThereGivesNoListener() throws Exception {
        ConsoleSocket console = ConsoleSocket.create();
        try (SharedMemory shared = SharedMemory.create("test", 4096);
                VmProcess process =
                        VmProcess.start(
                                Path.of("/bin/cat"), List.of(), console, shared, List.of())) {
            assertThat(RefusalListener.takeFrom(process, 99)).isEmpty();
            process.signal(VmProcess.SIGKILL);
            process.reap();
        } finally {
            console.close();
        }
    }
}
