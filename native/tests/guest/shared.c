/* SPDX-License-Identifier: Apache-2.0 */
/* Files mapped shared are the files; so are files without a name, and System V segments. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"

#define PAGE 4096
#define PAGES 40

static const char *const path = "/root/shared-file";

static int file_of(int pages)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);

	EXPECT(fd >= 0);
	EXPECT(!ftruncate(fd, pages * PAGE));
	return fd;
}

static char *map(int fd, int pages, int protection, long offset)
{
	char *at = mmap(NULL, pages * PAGE, protection, MAP_SHARED, fd, offset);

	EXPECT(at != MAP_FAILED);
	return at;
}

static int byte_at(int fd, long offset)
{
	char byte = 0;

	EXPECT(pread(fd, &byte, 1, offset) == 1);
	return byte;
}

/* What is stored is read, and the other way round, at once. */
static void same_bytes(void)
{
	int fd = file_of(PAGES);
	char *at;

	EXPECT(pwrite(fd, "before", 6, 3 * PAGE) == 6);
	at = map(fd, PAGES, PROT_READ | PROT_WRITE, 0);
	EXPECT(!memcmp(at + 3 * PAGE, "before", 6) && !at[0]);
	at[5 * PAGE + 7] = 'm';
	EXPECT(byte_at(fd, 5 * PAGE + 7) == 'm');
	EXPECT(pwrite(fd, "written", 7, 9 * PAGE - 3) == 7);
	EXPECT(!memcmp(at + 9 * PAGE - 3, "written", 7));
	EXPECT(!munmap(at, PAGES * PAGE));
	EXPECT(byte_at(fd, 5 * PAGE + 7) == 'm');
	EXPECT(!close(fd));
}

/* Read again from the disk: nothing of it may be left in memory then. */
static void stays(int how)
{
	int fd = file_of(PAGES);
	char *at = map(fd, PAGES, PROT_READ | PROT_WRITE, 0);
	pid_t pid;

	for (int i = 0; i < PAGES; i++)
		at[i * PAGE + i] = 'a' + how;
	if (how == 0) {
		EXPECT(!msync(at, PAGES * PAGE, MS_SYNC));
	} else if (how == 1) {
		EXPECT(!munmap(at + 4 * PAGE, 4 * PAGE) && !munmap(at, PAGES * PAGE));
	} else {
		pid = fork();
		if (!pid) {
			for (int i = 0; i < PAGES; i++)
				at[i * PAGE + i] = 'z';
			_exit(0);
		}
		EXPECT(waitpid(pid, NULL, 0) == pid && at[PAGE + 1] == 'z');
		EXPECT(!munmap(at, PAGES * PAGE));
	}
	EXPECT(!fsync(fd));
	if (how == 0)
		EXPECT(!munmap(at, PAGES * PAGE) && !fsync(fd));
	EXPECT(!posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED));
	for (int i = 0; i < PAGES; i++)
		EXPECT(byte_at(fd, i * PAGE + i) == (how == 2 ? 'z' : 'a' + how));
	EXPECT(!close(fd));
}

/* Another process maps a part of it. */
static int other_process(void)
{
	int writer = open(path, O_RDWR), reader = open(path, O_RDONLY);
	char *part = map(writer, 4, PROT_READ | PROT_WRITE, 8 * PAGE);
	char *seen = map(reader, 2, PROT_READ, 20 * PAGE);

	EXPECT(part[0] == 'w');
	part[3] = 'p';
	EXPECT(mprotect(seen, PAGE, PROT_READ | PROT_WRITE) == -1 && errno == EACCES);
	EXPECT(mmap(NULL, PAGE, PROT_WRITE, MAP_SHARED, reader, 0) == MAP_FAILED && errno == EACCES);
	return promise_broken;
}

static void several(const char *self)
{
	int fd = file_of(PAGES), status;
	char *whole = map(fd, PAGES, PROT_READ | PROT_WRITE, 0);
	pid_t pid;

	whole[8 * PAGE] = 'w';
	pid = vfork();
	if (!pid) {
		execl(self, self, "other", NULL);
		_exit(127);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 0);
	EXPECT(whole[8 * PAGE + 3] == 'p');
	/* what cannot be the same memory, or would be the same address twice, is an error */
	EXPECT(!ftruncate(fd, 2 * PAGES * PAGE));
	EXPECT(mmap(NULL, 2 * PAGES * PAGE, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED);
	EXPECT(mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, PAGE) == MAP_FAILED);
	EXPECT(!munmap(whole, PAGES * PAGE));
	whole = map(fd, 2 * PAGES, PROT_READ, 0);
	EXPECT(whole[8 * PAGE + 3] == 'p');
	EXPECT(!munmap(whole, 2 * PAGES * PAGE) && !close(fd));
	EXPECT(!unlink(path));
}

static void nameless(void)
{
	int fd = syscall(SYS_memfd_create, "a name", 1u /* close on exec */), status;
	char *at;
	pid_t pid;

	EXPECT(fd >= 0 && !ftruncate(fd, PAGES * PAGE));
	at = map(fd, PAGES, PROT_READ | PROT_WRITE, 0);
	pid = fork();
	if (!pid) {
		at[6 * PAGE] = 'c';
		_exit(0);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && at[6 * PAGE] == 'c');
	EXPECT(byte_at(fd, 6 * PAGE) == 'c');
	EXPECT(!munmap(at, PAGES * PAGE) && !close(fd));
	EXPECT(syscall(SYS_memfd_create, "", 0x1000u) == -1 && errno == EINVAL);
}

static int attach(int id)
{
	char *at = shmat(id, NULL, 0);

	if (at == (void *)-1 || at[0] != 'p' || at[PAGE] != 'c')
		return 2;
	at[2 * PAGE] = 'o';
	return 0;
}

static void segments(const char *self)
{
	int id = shmget(IPC_PRIVATE, PAGES * PAGE, IPC_CREAT | 0600), status;
	struct shmid_ds about;
	char number[16];
	char *at = shmat(id, NULL, 0);
	pid_t pid;

	EXPECT(id >= 0 && at != (void *)-1);
	at[0] = 'p';
	pid = fork();
	if (!pid) {
		at[PAGE] = 'c';
		_exit(at[0] == 'p' && !shmdt(at) ? 0 : 3);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 0);
	snprintf(number, sizeof(number), "%d", id);
	pid = vfork();
	if (!pid) {
		execl(self, self, "segment", number, NULL);
		_exit(127);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 0);
	EXPECT(at[2 * PAGE] == 'o');
	EXPECT(at[PAGE] == 'c');
	EXPECT(!shmctl(id, IPC_STAT, &about) && about.shm_nattch == 1);
	EXPECT(!shmdt(at));
	EXPECT(!shmctl(id, IPC_RMID, NULL));
	EXPECT(shmat(id, NULL, 0) == (void *)-1);
}

int main(int count, char **words)
{
	if (count > 2)
		return attach(atoi(words[2]));
	if (count > 1)
		return other_process();
	same_bytes();
	stays(0);
	stays(1);
	stays(2);
	several(words[0]);
	nameless();
	segments(words[0]);
	return promise("files mapped shared, files without a name and System V segments are shared");
}
