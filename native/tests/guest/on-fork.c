/* SPDX-License-Identifier: Apache-2.0 */
/* What a child gets of its parent's memory, and what others see of processes that do not run. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"

#define PAGE 4096L

static char mark[] = "the-mark-in-the-core";
static long changed = 11;

static int status_of(pid_t pid)
{
	int status = -1;

	EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status;
}

static char *anonymous(int pages)
{
	char *at = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	EXPECT(at != MAP_FAILED);
	memset(at, 'p', pages * PAGE);
	return at;
}

static int is_mapped(const char *address)
{
	char line[256];
	unsigned long from, to;
	FILE *maps = fopen("/proc/self/maps", "r");
	int found = 0;

	while (maps && fgets(line, sizeof(line), maps))
		found |= sscanf(line, "%lx-%lx", &from, &to) == 2 && from <= (unsigned long)address &&
			 (unsigned long)address < to;
	if (maps)
		fclose(maps);
	return found;
}

/* Parts of one area, each treated as it was asked. */
static void advice(void)
{
	char *at = anonymous(8);
	pid_t pid;

	EXPECT(!madvise(at + 2 * PAGE, PAGE, MADV_WIPEONFORK));
	EXPECT(!madvise(at + 5 * PAGE, PAGE, MADV_DONTFORK));
	EXPECT(!madvise(at + 6 * PAGE, PAGE, MADV_WIPEONFORK) && !madvise(at + 6 * PAGE, PAGE, MADV_KEEPONFORK));
	pid = fork();
	if (!pid) {
		if (at[PAGE] != 'p' || at[3 * PAGE] != 'p' || at[6 * PAGE] != 'p' || at[7 * PAGE] != 'p')
			_exit(2);
		if (at[2 * PAGE] || at[3 * PAGE - 1])
			_exit(3);
		if (is_mapped(at + 5 * PAGE) || !is_mapped(at + 4 * PAGE) || !is_mapped(at + 6 * PAGE))
			_exit(4);
		at[2 * PAGE] = 'c';
		_exit(0);
	}
	EXPECT(WEXITSTATUS(status_of(pid)) == 0);
	for (int i = 0; i < 8; i++)
		EXPECT(at[i * PAGE] == 'p' && at[i * PAGE + PAGE - 1] == 'p');
	/* several areas at once, and a hole */
	EXPECT(!madvise(at, 8 * PAGE, MADV_DONTNEED));
	EXPECT(!at[0] && !at[5 * PAGE] && !at[8 * PAGE - 1]);
	EXPECT(!munmap(at + 4 * PAGE, PAGE));
	EXPECT(madvise(at, 8 * PAGE, MADV_DONTNEED) == -1 && errno == ENOMEM);
	EXPECT(!munmap(at, 8 * PAGE));
}

/* What was put into the pipe is what comes out, whoever writes to the page meanwhile. */
static void spliced(void)
{
	char *at = anonymous(1), seen[8] = "";
	struct iovec bytes = { at, 4 };
	int ends[2];
	pid_t pid = fork();

	if (!pid) {
		for (;;)
			pause();
	}
	EXPECT(!pipe(ends));
	memcpy(at, "one.", 4);
	EXPECT(vmsplice(ends[1], &bytes, 1, 0) == 4);
	memcpy(at, "two.", 4);
	kill(pid, SIGSTOP);
	usleep(1000);
	EXPECT(read(ends[0], seen, 4) == 4 && !memcmp(seen, "one.", 4));
	kill(pid, SIGKILL);
	EXPECT(WIFSIGNALED(status_of(pid)));
	close(ends[0]);
	close(ends[1]);
	munmap(at, PAGE);
}

/* A lock that lends its owner the waiter's priority, between forked processes. */
static void priority_lock(void)
{
	struct {
		pthread_mutex_t lock;
		long count;
	} *both = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_mutexattr_t how;
	pid_t pid[3];

	pthread_mutexattr_init(&how);
	EXPECT(!pthread_mutexattr_setpshared(&how, PTHREAD_PROCESS_SHARED));
	if (pthread_mutexattr_setprotocol(&how, PTHREAD_PRIO_INHERIT)) {
		printf("  this library has no such locks\n");
		return;
	}
	EXPECT(!pthread_mutex_init(&both->lock, &how));
	for (int i = 0; i < 3; i++) {
		pid[i] = fork();
		if (pid[i])
			continue;
		for (int k = 0; k < 2000; k++) {
			pthread_mutex_lock(&both->lock);
			long seen = both->count;

			if (k % 64 == 0)
				usleep(1);
			both->count = seen + 1;
			pthread_mutex_unlock(&both->lock);
		}
		_exit(0);
	}
	for (int i = 0; i < 3; i++)
		EXPECT(WEXITSTATUS(status_of(pid[i])) == 0);
	EXPECT(both->count == 6000);
	munmap(both, PAGE);
}

__attribute__((noinline)) static int answer(void)
{
	asm volatile(""); /* a call that is really made */
	return 42;
}

/* A debugger changes one process of a family, its text included, and no other. */
static void debugged(void)
{
	const unsigned long place = (unsigned long)answer & ~7ul;
	int status;
	long word;
	pid_t pid;

	pid = fork();
	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		_exit(changed == 22 && answer() == 42 ? 0 : 5);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && WIFSTOPPED(status));
	errno = 0;
	EXPECT(ptrace(PTRACE_PEEKDATA, pid, &changed, NULL) == 11 && !errno);
	EXPECT(!ptrace(PTRACE_POKEDATA, pid, &changed, 22));
	word = ptrace(PTRACE_PEEKTEXT, pid, place, NULL);
	EXPECT(!ptrace(PTRACE_POKETEXT, pid, place, -1L));
	EXPECT(answer() == 42 && changed == 11);
	EXPECT(ptrace(PTRACE_PEEKTEXT, pid, place, NULL) == -1L);
	EXPECT(!ptrace(PTRACE_POKETEXT, pid, place, word));
	EXPECT(!ptrace(PTRACE_CONT, pid, NULL, 0));
	EXPECT(WEXITSTATUS(status_of(pid)) == 0);
	EXPECT(changed == 11);
}

/* The core of a forked process holds its own memory. */
static void core(void)
{
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	char *found = NULL, *bytes;
	int status, fd;
	off_t size;
	pid_t pid;

	EXPECT(!chdir("/root"));
	unlink("core");
	pid = fork();
	if (!pid) {
		setrlimit(RLIMIT_CORE, &all);
		memcpy(mark, "THE-MARK", 8);
		abort();
	}
	status = status_of(pid);
	EXPECT(WIFSIGNALED(status) && WCOREDUMP(status));
	fd = open("core", O_RDONLY);
	EXPECT(fd >= 0);
	size = lseek(fd, 0, SEEK_END);
	bytes = malloc(size > 0 ? size : 1);
	EXPECT(size > 0 && bytes && pread(fd, bytes, size, 0) == size);
	for (off_t i = 0; bytes && !found && i + (off_t)sizeof(mark) <= size; i++)
		if (!memcmp(bytes + i, "THE-MARK-in-the-core", sizeof(mark)))
			found = bytes + i;
	EXPECT(found);
	EXPECT(!memcmp(mark, "the-mark", 8));
	free(bytes);
	close(fd);
	unlink("core");
}

int main(void)
{
	advice();
	spliced();
	priority_lock();
	debugged();
	core();
	return promise("what a child gets, and what others see of it, is what they would with page tables");
}
